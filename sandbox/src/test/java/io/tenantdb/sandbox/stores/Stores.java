package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.sealing.Sealer;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The TenantDatabases of a test's world, as their owner uses them. */
final class Stores {
  private final StoreWorld world;

  Stores(StoreWorld world) {
    this.world = world;
  }

  /** A spec with nothing but what is required and the world's class. */
  TenantDatabaseSpec spec(String storeName) {
    return spec(UUID.randomUUID().toString(), storeName);
  }

  /** The same for an organization that is known already. */
  TenantDatabaseSpec spec(String organizationId, String storeName) {
    return new TenantDatabaseSpec(
        organizationId, storeName, null, world.className(), null, null, null, null, null, null);
  }

  TenantDatabase create(String name, TenantDatabaseSpec spec) {
    TenantDatabase database = new TenantDatabase();
    database.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(world.namespace()).build());
    database.setSpec(spec);
    return world.client().resource(database).create();
  }

  /** As a person does: whose edit crosses a write of the operator's edits again. */
  void edit(String name, UnaryOperator<TenantDatabaseSpec> change) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .until(() -> isEdited(name, change));
  }

  private boolean isEdited(String name, UnaryOperator<TenantDatabaseSpec> change) {
    try {
      editOnce(name, change);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private void editOnce(String name, UnaryOperator<TenantDatabaseSpec> change) {
    world
        .client()
        .resources(TenantDatabase.class)
        .inNamespace(world.namespace())
        .withName(name)
        .edit(
            database -> {
              database.setSpec(change.apply(database.getSpec()));
              return database;
            });
  }

  TenantDatabase get(String name) {
    return find(name).orElseThrow();
  }

  Optional<TenantDatabase> find(String name) {
    return Optional.ofNullable(
        world
            .client()
            .resources(TenantDatabase.class)
            .inNamespace(world.namespace())
            .withName(name)
            .get());
  }

  void delete(String name) {
    world
        .client()
        .resources(TenantDatabase.class)
        .inNamespace(world.namespace())
        .withName(name)
        .delete();
  }

  /** Waits until the store is Ready, for the generation it has now. */
  TenantDatabase awaitReady(String name) {
    awaitCondition(name, "True", Reason.AsDesired);
    return get(name);
  }

  /** Whether the store is Ready for the generation it has now. */
  boolean isReady(String name) {
    TenantDatabase database = get(name);
    Condition ready = ready(database);
    return "True".equals(ready.getStatus())
        && database.getMetadata().getGeneration().equals(ready.getObservedGeneration());
  }

  /** How many stores are Ready. */
  long ready() {
    return world
        .client()
        .resources(TenantDatabase.class)
        .inNamespace(world.namespace())
        .list()
        .getItems()
        .stream()
        .filter(store -> "True".equals(ready(store).getStatus()))
        .count();
  }

  /** Waits until the Ready condition says this; returns its message. */
  String awaitCondition(String name, String status, Reason reason) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () -> {
              TenantDatabase database = get(name);
              Condition ready = ready(database);
              assertThat(ready.getStatus() + " " + ready.getReason() + " " + ready.getMessage())
                  .startsWith(status + " " + reason);
              assertThat(ready.getObservedGeneration())
                  .isEqualTo(database.getMetadata().getGeneration());
            });
    return ready(get(name)).getMessage();
  }

  void awaitGone(String name) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(() -> assertThat(find(name)).isEmpty());
  }

  Secret secret(String name) {
    return findSecret(name).orElseThrow();
  }

  Optional<Secret> findSecret(String name) {
    return Optional.ofNullable(
        world.client().secrets().inNamespace(world.namespace()).withName(name).get());
  }

  /** Somebody deletes the store's Secret of the usual name. */
  void deleteSecret(String name) {
    world.client().secrets().inNamespace(world.namespace()).withName(name + "-connection").delete();
  }

  static String value(Secret secret, String key) {
    Map<String, String> data = secret.getData();
    return new String(Base64.getDecoder().decode(data.get(key)), StandardCharsets.UTF_8);
  }

  /** The store's database, reached as its application would: by the Secret alone. */
  StoreClient open(String name) {
    TenantDatabase database = get(name);
    String secretName = requireNonNull(database.getStatus().binding()).name();
    String sealed = value(secret(secretName), "connection-string.jwe");
    UUID organization = UUID.fromString(database.getSpec().organizationId());
    return new StoreClient(new Sealer(world.keyring()).open(sealed, organization));
  }

  /** The same as the owner of the schema, past the pooler: what no application gets. */
  StoreClient owner(String name) {
    NeonLocation place = location(name);
    return StoreClient.with(
        world
            .account()
            .connectionUri(
                requireNonNull(place.projectId()),
                requireNonNull(place.branchId()),
                "neondb",
                "neondb_owner",
                false));
  }

  /** Where the store is at Neon. */
  NeonLocation location(String name) {
    return requireNonNull(get(name).getStatus().neon());
  }

  /** What a restore from a backup without status does; the operator had better be stopped. */
  void loseStatus(String name) {
    world
        .cluster()
        .kubectl()
        .run(
            "patch",
            "tdb",
            name,
            "-n",
            world.namespace(),
            "--subresource=status",
            "--type=json",
            "-p=[{\"op\":\"remove\",\"path\":\"/status\"}]");
  }

  /** Takes the finalizers away and deletes all: for the end of a test. */
  void abandonAll() {
    world
        .client()
        .resources(TenantDatabase.class)
        .inNamespace(world.namespace())
        .list()
        .getItems()
        .forEach(this::abandon);
  }

  private void abandon(TenantDatabase database) {
    world
        .client()
        .resource(database)
        .edit(
            d -> {
              d.getMetadata().getFinalizers().clear();
              return d;
            });
    world.client().resource(database).delete();
  }

  private static Condition ready(TenantDatabase database) {
    TenantDatabaseStatus status =
        Optional.ofNullable(database.getStatus()).orElse(TenantDatabaseStatus.empty());
    return status.conditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .orElseGet(Condition::new);
  }
}
