package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.chaos.NeonWitness.SeenBranch;
import io.tenantdb.sandbox.chaos.Store.State;
import io.tenantdb.sandbox.chaos.StoreSecret.Contents;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.sealing.Sealer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every Secret opens its own store and no other, and no row that was written is lost. */
final class ContentChecks {
  private static final String DATABASE = "neondb";

  private final Evidence evidence;
  private final NeonWitness neon;
  private final Map<Store, StoreSecret> opened = new LinkedHashMap<>();
  private final List<String> notOpened = new ArrayList<>();

  ContentChecks(Evidence evidence, NeonWitness neon, Sealer sealer) {
    this.evidence = evidence;
    this.neon = neon;
    for (Store store : evidence.stores()) {
      if (store.isInUse()) {
        open(store, sealer)
            .ifPresentOrElse(
                secret -> opened.put(store, secret), () -> notOpened.add(store + " has no Secret"));
      }
    }
  }

  List<Verdict> all() {
    return List.of(everySecretOpensItsOwn(), noSecretOpensAnother(), noRowOfRetainedLost());
  }

  /** The Secrets of living stores. */
  Map<Store, StoreSecret> opened() {
    return opened;
  }

  private Optional<StoreSecret> open(Store store, Sealer sealer) {
    return Optional.ofNullable(evidence.databases().get(store.owner()))
        .flatMap(database -> StoreSecret.of(database, evidence.secrets(), sealer));
  }

  private Verdict everySecretOpensItsOwn() {
    List<String> problems = new ArrayList<>(notOpened);
    opened.forEach(
        (store, secret) -> {
          try {
            problems.addAll(wrong(store, secret.read()));
          } catch (SQLException e) {
            problems.add(
                "%s: its Secret does not open %s: %s".formatted(store, secret, e.getMessage()));
          }
        });
    return new Verdict(
        "every Secret opens its own store, no row lost",
        opened.size() + notOpened.size(),
        problems);
  }

  private static List<String> wrong(Store store, Contents contents) {
    List<String> problems = new ArrayList<>();
    if (!contents.organizations().equals(List.of(store.organizationId()))) {
      problems.add(store + " opens the database of " + contents.organizations());
    }
    store
        .marker()
        .filter(marker -> !contents.markers().contains(marker.value()))
        .ifPresent(
            m ->
                problems.add("%s lost its row; there are %s".formatted(store, contents.markers())));
    contents.markers().stream()
        .filter(marker -> !marker.contains(store.organizationId()))
        .forEach(marker -> problems.add(store + " has another store's row " + marker));
    return problems;
  }

  private Verdict noSecretOpensAnother() {
    List<String> problems = new ArrayList<>();
    List<Store> stores = List.copyOf(opened.keySet());
    for (int i = 0; i < stores.size() && stores.size() > 1; i++) {
      Store store = stores.get(i);
      Store other = stores.get((i + 1) % stores.size());
      try {
        if (!secretOf(store).isRefusedBy(secretOf(other))) {
          problems.add("the credentials of %s open %s".formatted(store, other));
        }
      } catch (SQLException e) {
        problems.add("%s at %s: %s".formatted(store, other, e.getMessage()));
      }
    }
    return new Verdict("no Secret opens another store", stores.size(), problems);
  }

  private StoreSecret secretOf(Store store) {
    StoreSecret secret = opened.get(store);
    if (secret == null) {
      throw new IllegalStateException(store + " has no Secret.");
    }
    return secret;
  }

  /** A kept database has no Secret any more; Neon knows how to open it. */
  private Verdict noRowOfRetainedLost() {
    List<String> problems = new ArrayList<>();
    List<Store> kept =
        evidence.stores().stream()
            .filter(store -> store.state() == State.RETAINED && store.marker().isPresent())
            .toList();
    for (Store store : kept) {
      List<SeenBranch> branches = evidence.branchesOf(store);
      if (branches.isEmpty()) {
        problems.add(store + " was to be kept and is gone");
      } else {
        problems.addAll(kept(store, branches.getFirst()));
      }
    }
    return new Verdict("no kept database lost", kept.size(), problems);
  }

  /** A store that was suspended when it was deleted has a disabled endpoint. */
  private List<String> kept(Store store, SeenBranch branch) {
    neon.enable(branch.projectId(), branch.id());
    String uri = neon.connectionUri(branch.projectId(), branch.id(), DATABASE, "store_app_1");
    try {
      return wrong(store, new StoreSecret("", DatabaseAddress.parse(uri)).read());
    } catch (SQLException e) {
      return List.of("%s: its kept branch %s: %s".formatted(store, branch.id(), e.getMessage()));
    }
  }
}
