package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.chaos.FaultDoor.Rule;
import io.tenantdb.sandbox.chaos.Store.Marker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What goes wrong at Neon: its answers, its operations, the key, and people in the console. */
final class NeonTroubles {
  private static final List<String> FAULTS =
      List.of(
          "{\"kind\": \"latency\", \"millis\": 200, \"jitterMillis\": 1500}",
          "{\"kind\": \"locked\"}",
          "{\"kind\": \"throttled\", \"retryAfterSeconds\": 2}",
          "{\"kind\": \"throttled\"}",
          "{\"kind\": \"error\", \"status\": 503}",
          "{\"kind\": \"error\", \"status\": 500, \"html\": true}",
          "{\"kind\": \"errorAfter\", \"status\": 502, \"html\": true}",
          "{\"kind\": \"errorAfter\", \"status\": 500}",
          "{\"kind\": \"resetBefore\"}",
          "{\"kind\": \"resetAfter\"}",
          "{\"kind\": \"cutOff\"}");

  private final FaultDoor door;
  private final ChaosPlace place;
  private final StoreKeeper keeper;
  private final Ongoing ongoing;
  private final Diary diary;
  private final RandomGenerator random;

  NeonTroubles(
      FaultDoor door,
      ChaosPlace place,
      StoreKeeper keeper,
      Ongoing ongoing,
      Diary diary,
      RandomGenerator random) {
    this.door = door;
    this.place = place;
    this.keeper = keeper;
    this.ongoing = ongoing;
    this.diary = diary;
    this.random = random;
  }

  List<Deed> deeds() {
    return List.of(
        new Deed("faults of Neon", 12, this::faults),
        new Deed("a slow or short list", 3, this::shortLists),
        new Deed("operations fail or never end", 3, this::operations),
        new Deed("revoke the key", 2, this::revoke),
        new Deed("busy project", 3, this::busy),
        new Deed("rename in the console", 1, this::rename),
        new Deed("delete in the console", 1, this::delete));
  }

  /** Nothing goes wrong at Neon any more. */
  void calm() {
    door.disturb(List.of());
    door.calmOperations();
    door.restore(place.neon().operatorKey());
  }

  private Optional<String> faults() {
    return during(
        "faults",
        () -> {
          List<Rule> rules = new ArrayList<>();
          int count = random.nextInt(1, 4);
          for (int i = 0; i < count; i++) {
            String fault = FAULTS.get(random.nextInt(FAULTS.size()));
            String method = List.of("", "", "POST", "GET").get(random.nextInt(4));
            double chance = List.of(0.05, 0.2, 0.5).get(random.nextInt(3));
            rules.add(Rule.byChance(kindOf(fault), method, "", chance, fault));
          }
          door.disturb(rules);
          return rules.toString();
        },
        () -> door.disturb(List.of()));
  }

  /** A list without some of its branches, which no operator can tell from the truth by itself. */
  private Optional<String> shortLists() {
    return during(
        "faults",
        () -> {
          String fault =
              random.nextBoolean()
                  ? "{\"kind\": \"cutOff\"}"
                  : "{\"kind\": \"latency\", \"millis\": 2500, \"jitterMillis\": 500}";
          door.disturb(
              List.of(
                  Rule.byChance(
                      "list " + kindOf(fault), "GET", "/projects/*/branches", 0.6, fault)));
          return fault;
        },
        () -> door.disturb(List.of()));
  }

  private Optional<String> operations() {
    return during(
        "operations",
        () -> {
          boolean fail = random.nextBoolean();
          door.operations(fail ? 0.15 : 0, fail ? 0 : 0.15);
          return fail ? "some end with an error" : "some never end";
        },
        door::calmOperations);
  }

  private Optional<String> revoke() {
    String key = place.neon().operatorKey();
    if (!place.neon().hasOwnKeyForJudge()) {
      return Optional.empty();
    }
    return during(
        "key revoked",
        () -> {
          door.revoke(key);
          return "the operator's key";
        },
        () -> door.restore(key));
  }

  private Optional<String> busy() {
    String project = place.neon().projectId();
    boolean done =
        door.console("/busy/" + project, "{\"millis\": %d}".formatted(random.nextInt(300, 4000)));
    return done ? Optional.of(project) : Optional.empty();
  }

  private Optional<String> rename() {
    return keeper
        .pick(this::isHandled)
        .filter(
            store ->
                door.console(
                    path(store) + "/rename", "{\"name\": \"renamed-%s\"}".formatted(store.owner())))
        .flatMap(
            store -> {
              store.renamed();
              return keeper.told(store, "its branch renamed in the console");
            });
  }

  private Optional<String> delete() {
    return keeper
        .pick(this::isHandled)
        .filter(store -> door.console(path(store) + "/delete", ""))
        .flatMap(
            store -> {
              store.lost();
              return keeper.told(store, "its branch deleted in the console");
            });
  }

  /** A branch of the shared project whose store was Ready once. */
  private boolean isHandled(Store store) {
    return keeper.isUntroubled(store)
        && store.className().equals(StoreClasses.SHARED)
        && store.marker().isPresent()
        && store.claim().isEmpty()
        && !store.isRenamed();
  }

  private String path(Store store) {
    return "/branches/%s/%s"
        .formatted(place.neon().projectId(), store.marker().map(Marker::branchId).orElseThrow());
  }

  private Optional<String> during(String kind, Supplier<String> begin, Runnable end) {
    if (ongoing.has(kind)) {
      return Optional.empty();
    }
    Duration lasting = Duration.ofSeconds(random.nextInt(3, 16));
    String what = begin.get();
    ongoing.add(kind, lasting, end);
    diary.note("for %d s".formatted(lasting.toSeconds()));
    return Optional.of(what);
  }

  private static String kindOf(String fault) {
    return fault.replaceFirst(".*\"kind\": \"([a-zA-Z]+)\".*", "$1");
  }
}
