package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.chaos.FaultDoor.Rule;
import io.tenantdb.sandbox.chaos.WriteGate.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Kills the operator at a named effect. The call is held on its way. Before the effect: the
 * operator is killed, and the call then dies without an effect. After it: the operator is stopped,
 * so that it can't read the answer, the call goes on, and then the operator is killed.
 */
final class KillPlaces {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HELD_BEFORE_MILLIS = 3000;
  private static final int HELD_AFTER_MILLIS = 700;
  private static final int EFFECT_MILLIS = 600;
  private static final int LONGEST_SQL_MILLIS = 400;
  private static final int ALREADY_KILLED = -1;
  private static final String HOLD = "hold";

  private final Operators operators;
  private final Doors doors;
  private final StoreKeeper keeper;
  private final Disasters disasters;
  private final Ongoing ongoing;
  private final Diary diary;
  private final RandomGenerator random;

  KillPlaces(
      Operators operators,
      Doors doors,
      StoreKeeper keeper,
      Disasters disasters,
      Ongoing ongoing,
      Diary diary,
      RandomGenerator random) {
    this.operators = operators;
    this.doors = doors;
    this.keeper = keeper;
    this.disasters = disasters;
    this.ongoing = ongoing;
    this.diary = diary;
    this.random = random;
  }

  /** A deed for each effect and side that a call can be held at. */
  List<Deed> deeds() {
    List<Deed> deeds = new ArrayList<>();
    for (Effect effect : reachable()) {
      deeds.add(deed(effect, true));
      if (effect != Effect.SQL_SESSION) {
        deeds.add(deed(effect, false));
      }
    }
    return deeds;
  }

  void calm() {
    doors.cluster().disarm();
    doors.neon().ifPresent(door -> door.hold(List.of()));
  }

  private List<Effect> reachable() {
    return Arrays.stream(Effect.values())
        .filter(effect -> effect.write().isPresent() || doors.neon().isPresent())
        .toList();
  }

  private Deed deed(Effect effect, boolean before) {
    String side = effect == Effect.SQL_SESSION ? "during" : before ? "before" : "after";
    return new Deed("kill %s %s".formatted(side, effect.words()), 2, () -> kill(effect, before));
  }

  private Optional<String> kill(Effect effect, boolean before) {
    return effect
        .write()
        .map(write -> killAtWrite(effect, write, before))
        .orElseGet(() -> killAtCall(effect, before));
  }

  private Optional<String> killAtWrite(Effect effect, Write write, boolean before) {
    CountDownLatch reached = new CountDownLatch(1);
    doors.cluster().arm(write, () -> holdWrite(reached, before));
    try {
      return killWhen(effect, () -> isReached(reached), before ? ALREADY_KILLED : EFFECT_MILLIS);
    } finally {
      doors.cluster().disarm();
    }
  }

  /** Runs while the API server waits for our word. */
  private boolean holdWrite(CountDownLatch reached, boolean before) {
    if (before) {
      operators.acting().forEach(operators::kill);
    } else {
      operators.acting().forEach(operators::freeze);
    }
    reached.countDown();
    return !before;
  }

  private Optional<String> killAtCall(Effect effect, boolean before) {
    FaultDoor door = doors.neon().orElseThrow();
    int millis =
        effect == Effect.SQL_SESSION ? 20 : before ? HELD_BEFORE_MILLIS : HELD_AFTER_MILLIS;
    List<Rule> rules = new ArrayList<>();
    rules.add(rule(HOLD, effect, "{\"kind\": \"latency\", \"millis\": %d}".formatted(millis)));
    if (before && effect != Effect.SQL_SESSION) {
      rules.add(rule("die", effect, "{\"kind\": \"resetBefore\"}"));
    }
    door.hold(rules);
    try {
      return killWhen(
          effect,
          () -> isHeld(door, effect, before),
          effect == Effect.SQL_SESSION
              ? random.nextInt(LONGEST_SQL_MILLIS)
              : before ? 0 : HELD_AFTER_MILLIS + EFFECT_MILLIS);
    } finally {
      door.hold(List.of());
    }
  }

  private boolean isHeld(FaultDoor door, Effect effect, boolean before) {
    boolean held = door.hits(HOLD) > 0;
    if (held && effect != Effect.SQL_SESSION && !before) {
      operators.acting().forEach(operators::freeze);
    }
    return held;
  }

  private static Rule rule(String name, Effect effect, String fault) {
    return Rule.once(name, effect.method(), effect.path(), fault);
  }

  private Optional<String> killWhen(Effect effect, BooleanSupplier reached, int thenMillis) {
    Optional<String> trigger = trigger(effect).get();
    if (trigger.isEmpty()) {
      return Optional.empty();
    }
    diary.note("waiting for " + effect.words() + ": " + trigger.get());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        diary.note("did not come to " + effect.words());
        return Optional.empty();
      }
      ongoing.endDue();
      disasters.startMissing();
      Pauses.ofMillis(10);
    }
    if (thenMillis >= 0) {
      Pauses.ofMillis(thenMillis);
      killActing();
    }
    return trigger;
  }

  private void killActing() {
    for (String slot : operators.acting()) {
      operators.kill(slot);
      disasters.startAfterAWhile(slot);
    }
  }

  /** Something that leads to the effect. */
  private Supplier<Optional<String>> trigger(Effect effect) {
    return switch (effect) {
      case CREATE_BRANCH, RESET_PASSWORD, CONNECTION_URI, SQL_SESSION ->
          () -> keeper.make(StoreClasses.SHARED);
      case CREATE_PROJECT -> () -> keeper.make(StoreClasses.OWN);
      case UPDATE_ENDPOINT -> keeper::resize;
      case DELETE_BRANCH -> () -> keeper.deleteOf(StoreClasses.SHARED);
      case DELETE_PROJECT -> () -> keeper.deleteOf(StoreClasses.OWN);
      case SECRET_WRITE, STATUS_WRITE ->
          () -> keeper.create().or(keeper::createAgain).or(keeper::change);
    };
  }

  private static boolean isReached(CountDownLatch reached) {
    try {
      return reached.await(1, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }
}
