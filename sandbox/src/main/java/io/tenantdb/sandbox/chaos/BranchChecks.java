package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.chaos.NeonWitness.SeenBranch;
import io.tenantdb.sandbox.chaos.NeonWitness.SeenProject;
import io.tenantdb.sandbox.chaos.Store.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One branch for each living store, none leaked, none doubled, no password shared. */
final class BranchChecks {
  private final Evidence evidence;

  BranchChecks(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Verdict> all() {
    return List.of(oneForEachLivingStore(), noneDoubled(), noneLeaked(), noPasswordShared());
  }

  private Verdict oneForEachLivingStore() {
    List<Store> living = evidence.stores().stream().filter(store -> store.isInUse()).toList();
    List<String> problems = new ArrayList<>();
    for (Store store : living) {
      List<String> ids = evidence.branchesOf(store).stream().map(SeenBranch::id).toList();
      String known =
          Optional.ofNullable(evidence.databases().get(store.owner()))
              .map(StoreVisits::branchOf)
              .orElse("");
      if (!ids.contains(known)) {
        problems.add("%s says its branch is %s; at Neon it has %s".formatted(store, known, ids));
      }
      store
          .marker()
          .filter(marker -> !marker.branchId().equals(known))
          .ifPresent(m -> problems.add(store + " had branch " + m.branchId() + ", has " + known));
    }
    return new Verdict("one branch for each living store", living.size(), problems);
  }

  private Verdict noneDoubled() {
    List<String> problems = new ArrayList<>();
    for (Store store : evidence.stores()) {
      List<SeenBranch> branches = evidence.branchesOf(store);
      if (branches.size() > 1) {
        problems.add(store + " has " + branches);
      }
    }
    return new Verdict("no branch doubled", evidence.stores().size(), problems);
  }

  private Verdict noneLeaked() {
    List<String> problems = new ArrayList<>();
    Map<String, Store> byId =
        evidence.stores().stream().collect(Collectors.toMap(Store::organizationId, s -> s));
    for (SeenBranch branch : evidence.branches()) {
      branch
          .organizationId()
          .flatMap(id -> leak(branch, Optional.ofNullable(byId.get(id))))
          .ifPresent(problems::add);
      if (branch.organizationId().isEmpty() && branch.name().startsWith("store-")) {
        problems.add(branch + " bears no mark");
      }
    }
    Set<String> marked =
        evidence.branches().stream()
            .filter(branch -> branch.organizationId().isPresent())
            .map(SeenBranch::projectId)
            .collect(Collectors.toSet());
    evidence.projects().stream()
        .filter(project -> project.name().startsWith("store-") && !marked.contains(project.id()))
        .forEach((SeenProject project) -> problems.add(project + " has no branch of a store"));
    return new Verdict("no branch leaked", evidence.branches().size(), problems);
  }

  private static Optional<String> leak(SeenBranch branch, Optional<Store> store) {
    if (store.isEmpty()) {
      return Optional.of(branch + " is of a store that nobody asked for");
    }
    if (store.get().state() == State.DELETED
        || store.get().deletedBranches().contains(branch.id())) {
      return Optional.of(branch + " was to be deleted with " + store.get());
    }
    return store.get().isLost()
        ? Optional.of(
            "%s replaces a branch that a person deleted: %s".formatted(branch, store.get()))
        : Optional.empty();
  }

  /** The template may have those of the default branch it is a copy of: neither is a store's. */
  private Verdict noPasswordShared() {
    Map<String, List<String>> holders = new HashMap<>();
    evidence
        .passwords()
        .forEach(
            (branch, roles) ->
                roles.forEach(
                    (role, password) ->
                        holders
                            .computeIfAbsent(password, key -> new ArrayList<>())
                            .add(role + " of " + branch)));
    List<String> ofStores =
        evidence.branches().stream()
            .filter(branch -> branch.organizationId().isPresent())
            .map(SeenBranch::id)
            .toList();
    List<String> problems =
        holders.values().stream()
            .filter(list -> list.size() > 1)
            .filter(
                list -> list.stream().anyMatch(who -> ofStores.stream().anyMatch(who::endsWith)))
            .map(list -> String.join(" and ", list) + " have one password")
            .toList();
    return new Verdict("no password of a store shared", holders.size(), problems);
  }
}
