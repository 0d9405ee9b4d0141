package io.tenantdb.sandbox.chaos;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.chaos.Store.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The people who own stores: they make, change and delete TenantDatabases at random, and remember
 * what they asked for. Each method says what was done; empty when there was nothing to do it to.
 */
final class StoreKeeper {
  private static final int OWN_PROJECT_ONE_IN = 6;
  private static final int NEW_ONE_IN = 4;
  private static final List<Double> SIZES = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

  private final Resources resources;
  private final RandomGenerator random;
  private final Diary diary;
  private final int most;
  private final List<Store> stores = new ArrayList<>();

  /** People with up to {@code most} stores at a time. */
  StoreKeeper(Resources resources, RandomGenerator random, Diary diary, int most) {
    this.resources = resources;
    this.random = random;
    this.diary = diary;
    this.most = most;
  }

  List<Store> stores() {
    return stores;
  }

  Optional<String> create() {
    if (stores.stream().filter(Store::isLive).count() >= most) {
      return Optional.empty();
    }
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    String className =
        random.nextInt(OWN_PROJECT_ONE_IN) == 0 ? StoreClasses.OWN : StoreClasses.SHARED;
    return make(id, className);
  }

  /** A store of a class, whatever the number of stores. */
  Optional<String> make(String className) {
    return make(new UUID(random.nextLong(), random.nextLong()).toString(), className);
  }

  private Optional<String> make(String id, String className) {
    Store store = new Store(id, className, stores.size());
    String name = store.nextName();
    store.ownedBy(name);
    resources.create(name, Wish.store(id, "Shop " + name, className, anyPolicy()));
    stores.add(store);
    return told(store, "created in class " + className);
  }

  Optional<String> change() {
    return pick(this::isUntroubled)
        .flatMap(
            store -> {
              UnaryOperator<TenantDatabaseSpec> wish = anyWish(store);
              resources.edit(store.owner(), wish);
              return told(store, "changed: " + wish.apply(blank(store)));
            });
  }

  /** Another size for the compute of some store that was in use. */
  Optional<String> resize() {
    return pick(store -> isUntroubled(store) && !store.isSuspended() && store.marker().isPresent())
        .flatMap(
            store -> {
              Compute size = anySize();
              resources.edit(store.owner(), Wish.compute(size));
              return told(store, "compute " + size);
            });
  }

  Optional<String> suspendOrResume() {
    return pick(this::isUntroubled).flatMap(store -> suspend(store, !store.isSuspended()));
  }

  Optional<String> suspend(Store store, boolean suspended) {
    resources.edit(store.owner(), Wish.suspended(suspended));
    store.suspended(suspended);
    return told(store, suspended ? "suspended" : "resumed");
  }

  /** Mostly a store that was in use. */
  Optional<String> delete() {
    boolean evenNew = random.nextInt(NEW_ONE_IN) == 0;
    return delete(anyPolicy(), store -> evenNew || store.marker().isPresent());
  }

  /** Deletes a store of this class, which was in use, for good. */
  Optional<String> deleteOf(String className) {
    return delete(
        DeletionPolicy.Delete,
        store -> store.className().equals(className) && store.marker().isPresent());
  }

  /** Its spec says the policy before it is deleted. */
  private Optional<String> delete(DeletionPolicy policy, Predicate<Store> fitting) {
    boolean keeps = policy == DeletionPolicy.Retain;
    return pick(store ->
            isUntroubled(store) && !(keeps && store.isRenamed()) && fitting.test(store))
        .flatMap(
            store -> {
              String name = store.owner();
              resources.edit(name, Wish.policy(policy));
              resources.delete(name);
              store.deleted(policy);
              return told(store, "%s deleted with policy %s".formatted(name, policy));
            });
  }

  /** A TenantDatabase for an organization whose database was kept, or deleted. */
  Optional<String> createAgain() {
    return pick(store -> store.state() != State.LIVE && !store.isRenamed())
        .flatMap(
            store -> {
              String name =
                  random.nextBoolean() && resources.find(store.owner()).isEmpty()
                      ? store.owner()
                      : store.nextName();
              State before = store.state();
              resources.create(
                  name,
                  Wish.store(
                      store.organizationId(), "Shop " + name, store.className(), anyPolicy()));
              store.ownedBy(name);
              return told(store, "created again as %s after it was %s".formatted(name, before));
            });
  }

  /** A second TenantDatabase that names a living store's organization. */
  Optional<String> claim() {
    return pick(store -> isUntroubled(store) && store.claim().isEmpty() && store.isSecondsOld())
        .flatMap(
            store -> {
              String name = store.nextName();
              resources.create(
                  name,
                  Wish.store(
                      store.organizationId(), "Claim " + name, store.className(), anyPolicy()));
              store.claimedBy(name);
              return told(store, "claimed by " + name);
            });
  }

  /** The second claim goes; with Delete, which must not touch the owner's database. */
  Optional<String> deleteClaim() {
    return pick(store -> store.claim().isPresent())
        .flatMap(
            store -> {
              String claim = store.claim().orElseThrow();
              resources.edit(claim, Wish.policy(DeletionPolicy.Delete));
              resources.delete(claim);
              store.claimedBy(null);
              return told(store, "claim %s deleted with policy Delete".formatted(claim));
            });
  }

  Optional<String> deleteSecret() {
    return pick(store -> isUntroubled(store) && store.marker().isPresent())
        .flatMap(
            store -> {
              resources.deleteSecret(store.owner() + "-connection");
              return told(store, "its Secret deleted by hand");
            });
  }

  /** Some store that fits. */
  Optional<Store> pick(Predicate<Store> fitting) {
    List<Store> candidates = stores.stream().filter(fitting).toList();
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }

  /** Whether a store that is asked for, and not suspended, was not Ready yet. */
  boolean isAnyNew() {
    return stores.stream()
        .anyMatch(store -> isUntroubled(store) && !store.isSuspended() && store.marker().isEmpty());
  }

  /** Asked for, and not something that a person broke on purpose. */
  boolean isUntroubled(Store store) {
    return store.isLive() && !store.isLost();
  }

  Optional<String> told(Store store, String what) {
    store.tell(diary.stamp() + " " + what);
    return Optional.of(store.owner() + " " + what);
  }

  private UnaryOperator<TenantDatabaseSpec> anyWish(Store store) {
    return switch (random.nextInt(4)) {
      case 0 -> Wish.storeName("Shop " + random.nextInt(1000));
      case 1 -> Wish.subdomain("shop-" + random.nextInt(1000));
      case 2 -> Wish.compute(anySize());
      default ->
          Wish.secret(
              new ConnectionSecret(
                  random.nextInt(3) == 0 ? store.owner() + "-db" + random.nextInt(3) : null,
                  random.nextBoolean()
                      ? ConnectionSecret.Format.Sealed
                      : ConnectionSecret.Format.ServiceBinding));
    };
  }

  private Compute anySize() {
    return new Compute(0.25, SIZES.get(random.nextInt(SIZES.size())), null);
  }

  private DeletionPolicy anyPolicy() {
    return random.nextBoolean() ? DeletionPolicy.Retain : DeletionPolicy.Delete;
  }

  private static TenantDatabaseSpec blank(Store store) {
    return Wish.store(store.organizationId(), "as before", store.className(), null);
  }
}
