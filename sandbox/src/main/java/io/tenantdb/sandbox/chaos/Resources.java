package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The stores' resources in the cluster, as their owners handle them. */
final class Resources {
  private final KubernetesClient client;

  Resources(KubernetesClient client) {
    this.client = client;
  }

  void create(String name, TenantDatabaseSpec spec) {
    TenantDatabase database = new TenantDatabase();
    database.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(ChaosPlace.STORES).build());
    database.setSpec(spec);
    client.resource(database).create();
  }

  void edit(String name, UnaryOperator<TenantDatabaseSpec> change) {
    client
        .resources(TenantDatabase.class)
        .inNamespace(ChaosPlace.STORES)
        .withName(name)
        .edit(
            database -> {
              database.setSpec(change.apply(database.getSpec()));
              return database;
            });
  }

  /** Asks for its deletion; the finalizer decides when it is gone. */
  void delete(String name) {
    client.resources(TenantDatabase.class).inNamespace(ChaosPlace.STORES).withName(name).delete();
  }

  Optional<TenantDatabase> find(String name) {
    return Optional.ofNullable(
        client.resources(TenantDatabase.class).inNamespace(ChaosPlace.STORES).withName(name).get());
  }

  /** Every TenantDatabase by name. */
  Map<String, TenantDatabase> all() {
    return list().stream()
        .collect(Collectors.toMap(db -> db.getMetadata().getName(), Function.identity()));
  }

  List<TenantDatabase> list() {
    return client.resources(TenantDatabase.class).inNamespace(ChaosPlace.STORES).list().getItems();
  }

  /** Every Secret of the stores' namespace. */
  List<Secret> secrets() {
    return client.secrets().inNamespace(ChaosPlace.STORES).list().getItems();
  }

  void deleteSecret(String name) {
    client.secrets().inNamespace(ChaosPlace.STORES).withName(name).delete();
  }

  /** The Ready condition, if it speaks of the generation that is wanted now. */
  static Optional<Condition> ready(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(
            condition ->
                database.getMetadata().getGeneration().equals(condition.getObservedGeneration()))
        .findFirst();
  }

  static boolean isReady(TenantDatabase database) {
    return !database.isMarkedForDeletion()
        && ready(database).map(condition -> "True".equals(condition.getStatus())).orElse(false);
  }

  /** What it says of itself, for people. */
  static String told(TenantDatabase database) {
    String leaving = database.isMarkedForDeletion() ? "being deleted, " : "";
    return leaving
        + Optional.ofNullable(database.getStatus()).stream()
            .flatMap(status -> status.conditions().stream())
            .filter(condition -> condition.getType().equals("Ready"))
            .map(c -> c.getStatus() + " " + c.getReason() + ": " + c.getMessage())
            .findFirst()
            .orElse("without a status");
  }
}
