package io.tenantdb.sandbox.chaos;

import io.tenantdb.api.Binding;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.chaos.NeonWitness.SeenProject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waits, for a bounded time, until the cluster says of every store what it has to say. */
final class Settling {
  /** The longest that the operator waits before it looks again is 5 minutes. */
  static final Duration LIMIT = Duration.ofMinutes(6);

  private final Resources resources;
  private final NeonWitness neon;
  private final StoreVisits visits;
  private final Diary diary;

  Settling(Resources resources, NeonWitness neon, StoreVisits visits, Diary diary) {
    this.resources = resources;
    this.neon = neon;
    this.visits = visits;
    this.diary = diary;
  }

  /** What is still not as it has to be at the end; the time it took is in the diary. */
  Verdict await(List<Store> stores) {
    long start = System.nanoTime();
    long nextNews = start;
    findUnmade(stores);
    List<String> problems = problems(stores);
    while (!problems.isEmpty() && System.nanoTime() - start < LIMIT.toNanos()) {
      if (System.nanoTime() > nextNews) {
        nextNews = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        diary.say(
            "%d not settled yet, such as: %s".formatted(problems.size(), problems.getFirst()));
      }
      Pauses.ofMillis(500);
      visits.goRound(stores);
      problems = problems(stores);
    }
    visits.goRound(stores);
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    diary.say("settled after %d s, with %d problems".formatted(seconds, problems.size()));
    return new Verdict(
        "every store as expected (settled in %d s)".formatted(seconds), stores.size(), problems);
  }

  /** What Neon failed to make no operator can make good, as long as it says so. */
  private void findUnmade(List<Store> stores) {
    for (SeenProject project : neon.projects()) {
      List<String> unmade = neon.unmade(project.id());
      neon.branches(project.id()).stream()
          .filter(branch -> unmade.contains(branch.id()) && branch.state().equals("init"))
          .flatMap(branch -> branch.organizationId().stream())
          .forEach(
              id ->
                  stores.stream()
                      .filter(store -> store.organizationId().equals(id))
                      .forEach(this::isUnmade));
    }
  }

  private void isUnmade(Store store) {
    store.unmade();
    diary.did("branch that Neon failed to make", store.toString());
  }

  private List<String> problems(List<Store> stores) {
    Map<String, TenantDatabase> databases = resources.all();
    Set<String> secrets =
        resources.secrets().stream()
            .map(secret -> secret.getMetadata().getName())
            .collect(Collectors.toSet());
    return Stream.concat(
            stores.stream().flatMap(store -> Expectation.problems(store, databases).stream()),
            databases.values().stream()
                .filter(Resources::isReady)
                .filter(database -> !secrets.contains(secretOf(database)))
                .map(database -> database.getMetadata().getName() + " is Ready without its Secret"))
        .toList();
  }

  private static String secretOf(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus().binding()).map(Binding::name).orElse("");
  }
}
