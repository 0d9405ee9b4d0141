package io.tenantdb.operator.simulation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.simulation.Table.Row;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The API server: versions, generations, finalizers, deletion marks, garbage collection. Objects
 * are never changed, each write makes another.
 */
final class Cluster {
  static final String FINALIZER = "tenantdb.io/finalizer";

  final Table<TenantDatabase> stores = new Table<>();
  final Table<TenantDatabaseClass> classes = new Table<>();
  final Table<SecretObject> secrets = new Table<>();
  private final World world;
  private long versions;
  private int statusWrites;

  Cluster(World world) {
    this.world = world;
  }

  static String key(HasMetadata object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }

  /** How many writes changed a status. */
  int statusWrites() {
    return statusWrites;
  }

  TenantDatabase create(String namespace, String name, TenantDatabaseSpec spec) {
    ObjectMeta meta = newMeta(name);
    meta.setNamespace(namespace);
    TenantDatabase store = store(meta, spec, null);
    put(store);
    return store;
  }

  TenantDatabaseClass createClass(String name, TenantDatabaseClassSpec spec) {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(newMeta(name));
    tenantClass.setSpec(spec);
    return putClass(tenantClass);
  }

  void edit(String key, UnaryOperator<TenantDatabaseSpec> edit) {
    stores
        .get(key)
        .ifPresent(
            store -> {
              TenantDatabaseSpec spec = edit.apply(store.getSpec());
              if (!spec.equals(store.getSpec())) {
                ObjectMeta meta = nextGeneration(store.getMetadata());
                put(store(meta, spec, store.getStatus()));
              }
            });
  }

  void editClass(String name, UnaryOperator<TenantDatabaseClassSpec> edit) {
    classes
        .get(name)
        .ifPresent(
            before -> {
              TenantDatabaseClassSpec spec = edit.apply(before.getSpec());
              if (!spec.equals(before.getSpec())) {
                TenantDatabaseClass after = new TenantDatabaseClass();
                after.setMetadata(nextGeneration(before.getMetadata()));
                after.setSpec(spec);
                after.setStatus(before.getStatus());
                putClass(after);
              }
            });
  }

  void deleteClass(String name) {
    if (classes.get(name).isPresent()) {
      classes.put(new Row<>(name, ++versions, null));
    }
  }

  void delete(String key) {
    stores.get(key).filter(store -> !store.isMarkedForDeletion()).ifPresent(this::delete);
  }

  private void delete(TenantDatabase store) {
    if (store.getMetadata().getFinalizers().isEmpty()) {
      bury(store);
    } else {
      ObjectMeta meta = nextGeneration(store.getMetadata());
      meta.setDeletionTimestamp(seconds());
      put(store(meta, store.getSpec(), store.getStatus()));
    }
  }

  /** A person lets a deletion go on that the fleet guard holds. */
  void confirmDeletion(String key) {
    stores
        .get(key)
        .ifPresent(
            store -> {
              ObjectMeta meta = copy(store.getMetadata());
              meta.setAnnotations(Map.of(Annotations.CONFIRM_DELETION, meta.getName()));
              put(store(meta, store.getSpec(), store.getStatus()));
            });
  }

  Row<TenantDatabase> addFinalizer(String key) {
    TenantDatabase store = find(key);
    ObjectMeta meta = copy(store.getMetadata());
    meta.setFinalizers(List.of(FINALIZER));
    return put(store(meta, store.getSpec(), store.getStatus()));
  }

  /** By name, as the framework does; nothing if it is gone. */
  void removeFinalizer(String key) {
    stores
        .get(key)
        .ifPresent(
            store -> {
              ObjectMeta meta = copy(store.getMetadata());
              meta.setFinalizers(new ArrayList<>());
              TenantDatabase after = store(meta, store.getSpec(), store.getStatus());
              if (store.isMarkedForDeletion()) {
                bury(after);
              } else {
                put(after);
              }
            });
  }

  Row<TenantDatabase> patchStatus(String key, @Nullable TenantDatabaseStatus status) {
    TenantDatabase store = find(key);
    if (status != null && status.equals(store.getStatus())) {
      return new Row<>(key, version(store), store);
    }
    statusWrites++;
    return put(store(copy(store.getMetadata()), store.getSpec(), status));
  }

  /** Refused when the store is not as it was seen. */
  Row<TenantDatabase> patchStatusOf(TenantDatabase seen, TenantDatabaseStatus status) {
    String key = key(seen);
    if (version(find(key)) != version(seen)) {
      throw new ApiConflict(key + " is not as it was seen");
    }
    return patchStatus(key, status);
  }

  /** Refused when another class has the name by now. */
  Row<TenantDatabaseClass> patchClassStatusOf(
      TenantDatabaseClass seen, UnaryOperator<TenantDatabaseClassStatus> change) {
    String name = seen.getMetadata().getName();
    boolean isThere =
        classes
            .get(name)
            .filter(is -> is.getMetadata().getUid().equals(seen.getMetadata().getUid()))
            .isPresent();
    if (!isThere) {
      throw new ApiConflict("class " + name + " is another one");
    }
    return patchClassStatus(name, change);
  }

  Row<TenantDatabaseClass> patchClassStatus(
      String name, UnaryOperator<TenantDatabaseClassStatus> change) {
    TenantDatabaseClass before =
        classes.get(name).orElseThrow(() -> new ApiFailure("404: no class " + name));
    TenantDatabaseClassStatus status =
        change.apply(
            Optional.ofNullable(before.getStatus()).orElse(TenantDatabaseClassStatus.empty()));
    if (status.equals(before.getStatus())) {
      return new Row<>(name, version(before), before);
    }
    statusWrites++;
    TenantDatabaseClass after = new TenantDatabaseClass();
    after.setMetadata(copy(before.getMetadata()));
    after.setSpec(before.getSpec());
    after.setStatus(status);
    putClass(after);
    return new Row<>(name, version(after), after);
  }

  Row<SecretObject> put(SecretObject secret) {
    Row<SecretObject> row = new Row<>(secret.key(), ++versions, secret);
    secrets.put(row);
    String owner = secret.ownerUid();
    if (owner != null && stores.all().stream().noneMatch(s -> isOf(owner, s))) {
      collectLater(owner);
    }
    return row;
  }

  private static boolean isOf(String uid, TenantDatabase store) {
    return uid.equals(store.getMetadata().getUid());
  }

  void deleteSecret(String key) {
    if (secrets.get(key).isPresent()) {
      secrets.put(new Row<>(key, ++versions, null));
    }
  }

  Optional<SecretObject> secret(String key) {
    return secrets.get(key);
  }

  private TenantDatabase find(String key) {
    return stores.get(key).orElseThrow(() -> new ApiFailure("404: no TenantDatabase " + key));
  }

  private void bury(TenantDatabase store) {
    world.history.tell("cluster", Cluster.key(store) + " is gone");
    world.judge.gone(store);
    stores.put(new Row<>(key(store), ++versions, null));
    collectLater(store.getMetadata().getUid());
  }

  /** What the garbage collector does some time after an owner is gone. */
  private void collectLater(String uid) {
    world.agenda.in(world.whims.skewed(10, 20_000), () -> collect(uid));
  }

  private void collect(String uid) {
    secrets.all().stream()
        .filter(secret -> secret.isOwnedBy(uid))
        .forEach(secret -> deleteSecret(secret.key()));
  }

  private Row<TenantDatabase> put(TenantDatabase store) {
    store.getMetadata().setResourceVersion(Long.toString(++versions));
    Row<TenantDatabase> row = new Row<>(key(store), versions, store);
    stores.put(row);
    world.judge.written(store);
    return row;
  }

  private TenantDatabaseClass putClass(TenantDatabaseClass tenantClass) {
    tenantClass.getMetadata().setResourceVersion(Long.toString(++versions));
    classes.put(new Row<>(tenantClass.getMetadata().getName(), versions, tenantClass));
    return tenantClass;
  }

  private static TenantDatabase store(
      ObjectMeta meta, TenantDatabaseSpec spec, @Nullable TenantDatabaseStatus status) {
    TenantDatabase store = new TenantDatabase();
    store.setMetadata(meta);
    store.setSpec(spec);
    store.setStatus(status);
    return store;
  }

  static TenantDatabase withStatus(TenantDatabase store, TenantDatabaseStatus status) {
    return store(store.getMetadata(), store.getSpec(), status);
  }

  private static long version(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }

  private ObjectMeta newMeta(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withUid(world.whims.uuid())
        .withGeneration(1L)
        .withCreationTimestamp(seconds())
        .withFinalizers(new ArrayList<>())
        .build();
  }

  private static ObjectMeta nextGeneration(ObjectMeta meta) {
    ObjectMeta next = copy(meta);
    next.setGeneration(meta.getGeneration() + 1);
    return next;
  }

  private static ObjectMeta copy(ObjectMeta meta) {
    ObjectMeta copy = new ObjectMeta();
    copy.setNamespace(meta.getNamespace());
    copy.setName(meta.getName());
    copy.setUid(meta.getUid());
    copy.setGeneration(meta.getGeneration());
    copy.setCreationTimestamp(meta.getCreationTimestamp());
    copy.setDeletionTimestamp(meta.getDeletionTimestamp());
    copy.setFinalizers(meta.getFinalizers());
    copy.setAnnotations(meta.getAnnotations());
    return copy;
  }

  private String seconds() {
    return world.agenda.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
