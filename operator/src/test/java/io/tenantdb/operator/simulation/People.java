package io.tenantdb.operator.simulation;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionGuard;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.operator.status.Conditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Those who use the cluster: they make, change and delete, at times all at once. */
final class People {
  private static final List<DeletionPolicy> POLICIES = Arrays.asList(DeletionPolicy.values());

  private final World world;
  private final Chance chance;
  private final boolean isHasty;
  private final Map<String, TenantDatabaseClassSpec> classes = new LinkedHashMap<>();
  private final List<String> organizations = new ArrayList<>();
  private final Map<String, String> classOf = new LinkedHashMap<>();

  People(World world, long seed) {
    this.world = world;
    this.chance = new Chance(seed, "people");
    this.isHasty = chance.in(0.3);
  }

  /** What there is before the first store. */
  void prepare() {
    int projects = 1 + chance.below(3);
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= projects; i++) {
      String id = "project-" + i;
      world.neon.addProject(id, "aws-eu-central-1");
      ids.add(id);
    }
    addClass(
        "standard", Specs.tenantClass(true, Isolation.Branch, ids, chance.of(POLICIES), guard()));
    if (chance.in(0.4)) {
      addClass(
          "isolated",
          Specs.tenantClass(false, Isolation.Project, List.of(), chance.of(POLICIES), guard()));
    }
    int stores = 1 + chance.below(6);
    for (int i = 0; i < stores; i++) {
      String organization = chance.uuid();
      organizations.add(organization);
      if (chance.in(0.7)) {
        classOf.put(organization, chance.of(List.copyOf(classes.keySet())));
      }
      world.agenda.in(chance.skewed(0, 120_000), () -> make(organization, "shops"));
    }
  }

  private @Nullable DeletionGuard guard() {
    return chance.in(0.7) ? null : new DeletionGuard(chance.below(3), 3600);
  }

  /** The organizations there will be. */
  List<String> organizations() {
    return organizations;
  }

  /** Plans what they do within so many milliseconds. */
  void plan(long horizon) {
    List<Consumer<String>> habits = new ArrayList<>();
    List<Consumer<String>> all = everything();
    all.stream().filter(deed -> chance.in(0.5)).forEach(habits::add);
    if (habits.isEmpty()) {
      return;
    }
    int deeds = (int) chance.skewed(0, 30);
    for (int i = 0; i < deeds; i++) {
      Consumer<String> deed = chance.of(habits);
      String organization = chance.of(organizations);
      world.agenda.in(chance.between(0, horizon), () -> deed.accept(organization));
    }
  }

  private List<Consumer<String>> everything() {
    return List.of(
        organization -> edit(organization, s -> Specs.withMaxCu(s, 1 + chance.below(3))),
        organization -> edit(organization, s -> Specs.suspended(s, !s.isSuspended())),
        organization -> edit(organization, this::withOtherSecret),
        organization -> edit(organization, s -> Specs.withPolicy(s, somePolicy())),
        this::delete,
        this::delete,
        organization -> make(organization, "shops"),
        organization -> make(organization, "others"),
        this::deleteSecret,
        this::damageSecret,
        this::wipeStatus,
        organization -> editClass(spec -> Specs.withMaxCu(spec, 1 + chance.below(3))),
        organization -> editClass(spec -> Specs.withPolicy(spec, chance.of(POLICIES))),
        organization -> removeClassForAWhile(),
        organization -> revokeKeyForAWhile(),
        organization -> removeKeyringForAWhile());
  }

  /** They put right what only they can. */
  void repair() {
    classes.forEach(
        (name, spec) -> {
          if (world.cluster.classes.get(name).isEmpty()) {
            addClass(name, spec);
          }
        });
    world.keys.put("neon", "api-key", "napi_1");
    world.validKey = "napi_1";
    world.hasKeyring = true;
    world.keysChanged();
    letGo();
  }

  /** They confirm each deletion that says that it waits for them; whether there was one. */
  boolean letGo() {
    List<TenantDatabase> held =
        world.cluster.stores.all().stream()
            .filter(TenantDatabase::isMarkedForDeletion)
            .filter(People::isHeld)
            .toList();
    held.forEach(store -> world.cluster.confirmDeletion(Cluster.key(store)));
    return !held.isEmpty();
  }

  private static boolean isHeld(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), ConditionType.Ready))
        .filter(ready -> Reason.DeletionHeld.name().equals(ready.getReason()))
        .isPresent();
  }

  private void addClass(String name, TenantDatabaseClassSpec spec) {
    classes.put(name, spec);
    world.judge.notePolicies();
    world.cluster.createClass(name, spec);
    world.judge.notePolicies();
    world.history.tell("person", "makes class " + name);
  }

  private void make(String organization, String namespace) {
    String name = "store-" + organizations.indexOf(organization);
    if (world.cluster.stores.get(namespace + "/" + name).isPresent()) {
      return;
    }
    TenantDatabaseSpec spec =
        Specs.store(organization, classOf.get(organization), somePolicy(), chance.in(0.1));
    world.history.tell("person", "makes " + namespace + "/" + name + " of " + organization);
    world.cluster.create(namespace, name, spec);
    if (isHasty && chance.in(0.3)) {
      world.agenda.in(chance.skewed(0, 20_000), () -> delete(organization));
    }
  }

  private @Nullable DeletionPolicy somePolicy() {
    return chance.in(0.3) ? null : chance.of(POLICIES);
  }

  private TenantDatabaseSpec withOtherSecret(TenantDatabaseSpec spec) {
    String name =
        chance.in(0.5)
            ? null
            : "credentials-" + organizations.indexOf(spec.organizationId()) + "-" + chance.below(3);
    ConnectionSecret.Format format = chance.of(Arrays.asList(ConnectionSecret.Format.values()));
    return Specs.withSecret(spec, new ConnectionSecret(name, format));
  }

  private void edit(
      String organization, java.util.function.UnaryOperator<TenantDatabaseSpec> change) {
    someStoreOf(
        organization,
        store -> {
          world.history.tell("person", "edits " + Cluster.key(store));
          world.cluster.edit(Cluster.key(store), change);
          if (isHasty && chance.in(0.3)) {
            world.agenda.in(chance.skewed(0, 100), () -> thinkAgain(organization));
          }
        });
  }

  /** While the operator still writes what it makes of the change before. */
  private void thinkAgain(String organization) {
    if (chance.in(0.5)) {
      delete(organization);
    } else {
      edit(organization, s -> Specs.withMaxCu(s, 1 + chance.below(3)));
    }
  }

  private void delete(String organization) {
    someStoreOf(
        organization,
        store -> {
          world.history.tell("person", "deletes " + Cluster.key(store));
          world.cluster.delete(Cluster.key(store));
        });
  }

  private void deleteSecret(String organization) {
    someSecretOf(
        organization,
        secret -> {
          world.history.tell("person", "deletes Secret " + secret.key());
          world.cluster.deleteSecret(secret.key());
        });
  }

  private void damageSecret(String organization) {
    someSecretOf(
        organization,
        secret -> {
          world.history.tell("person", "damages Secret " + secret.key());
          world.cluster.put(
              new SecretObject(
                  secret.namespace(),
                  secret.name(),
                  secret.ownerUid(),
                  secret.credentials(),
                  false));
        });
  }

  private void wipeStatus(String organization) {
    someStoreOf(
        organization,
        store -> {
          world.judge.wiped(store);
          world.history.tell("person", "wipes the status of " + Cluster.key(store));
          world.cluster.patchStatus(Cluster.key(store), null);
        });
  }

  private void editClass(java.util.function.UnaryOperator<TenantDatabaseClassSpec> change) {
    String name = chance.of(List.copyOf(classes.keySet()));
    world.history.tell("person", "edits class " + name);
    world.judge.notePolicies();
    world.cluster.editClass(name, change);
    classes.computeIfPresent(name, (n, spec) -> change.apply(spec));
    world.judge.notePolicies();
  }

  private void removeClassForAWhile() {
    String name = chance.of(List.copyOf(classes.keySet()));
    world.history.tell("person", "deletes class " + name);
    world.judge.notePolicies();
    world.cluster.deleteClass(name);
    world.judge.notePolicies();
    world.agenda.in(
        chance.skewed(1_000, 300_000),
        () -> {
          TenantDatabaseClassSpec spec = classes.get(name);
          if (spec != null && world.cluster.classes.get(name).isEmpty()) {
            addClass(name, spec);
          }
        });
  }

  private void revokeKeyForAWhile() {
    world.history.tell("person", "revokes the API key");
    if (chance.in(0.5)) {
      world.keys.remove("neon", "api-key");
    } else {
      world.validKey = "napi_2";
    }
    world.keysChanged();
    world.agenda.in(
        chance.skewed(1_000, 300_000),
        () -> {
          world.keys.put("neon", "api-key", world.validKey);
          world.keysChanged();
        });
  }

  private void removeKeyringForAWhile() {
    world.history.tell("person", "removes the keyring");
    world.hasKeyring = false;
    world.keysChanged();
    world.agenda.in(
        chance.skewed(1_000, 300_000),
        () -> {
          world.hasKeyring = true;
          world.keysChanged();
        });
  }

  private void someStoreOf(String organization, Consumer<TenantDatabase> deed) {
    List<TenantDatabase> stores =
        world.cluster.stores.all().stream()
            .filter(store -> store.getSpec().organizationId().equals(organization))
            .toList();
    if (!stores.isEmpty()) {
      deed.accept(chance.of(stores));
    }
  }

  private void someSecretOf(String organization, Consumer<SecretObject> deed) {
    someStoreOf(
        organization,
        store ->
            world.cluster.secrets.all().stream()
                .filter(secret -> secret.isOwnedBy(store.getMetadata().getUid()))
                .findFirst()
                .ifPresent(deed));
  }
}
