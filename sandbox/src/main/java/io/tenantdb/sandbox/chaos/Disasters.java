package io.tenantdb.sandbox.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What happens to processes: the operator, the API server, the registry, Neon as a whole. */
final class Disasters {
  private static final int EARLY_ONE_IN = 8;

  private final ChaosPlace place;
  private final Operators operators;
  private final Ongoing ongoing;
  private final RandomGenerator random;
  private final List<String> slots;
  private final Map<String, Long> killableAfter = new HashMap<>();

  /**
   * Disasters by chance.
   *
   * @param slots the operators that run when all is well
   */
  Disasters(
      ChaosPlace place,
      Operators operators,
      Ongoing ongoing,
      RandomGenerator random,
      List<String> slots) {
    this.place = place;
    this.operators = operators;
    this.ongoing = ongoing;
    this.random = random;
    this.slots = slots;
  }

  /** SIGKILL at no particular moment; mostly after it had some time to get on with its work. */
  Optional<String> kill() {
    boolean evenEarly = random.nextInt(EARLY_ONE_IN) == 0;
    return any(operators.running().stream().filter(slot -> evenEarly || isUp(slot)).toList())
        .map(
            slot -> {
              operators.kill(slot);
              startAfterAWhile(slot);
              return "operator " + slot;
            });
  }

  private boolean isUp(String slot) {
    return operators.isReady(slot)
        && System.nanoTime() > killableAfter.computeIfAbsent(slot, key -> someSecondsFromNow());
  }

  private long someSecondsFromNow() {
    return System.nanoTime() + seconds(0, 6).toNanos();
  }

  /** SIGTERM, as a roll-out sends it. */
  Optional<String> restart() {
    return any(operators.running())
        .map(
            slot -> {
              operators.end(slot);
              operators.start(slot);
              return "operator " + slot;
            });
  }

  /** It stops in the middle of what it does, and goes on later as if nothing had been. */
  Optional<String> freeze() {
    return onlyOne("freeze", () -> any(operators.running()))
        .map(
            slot -> {
              Duration lasting = seconds(1, operators.isElecting() ? 15 : 8);
              operators.freeze(slot);
              ongoing.add("freeze", lasting, operators::thaw);
              return "operator %s for %d s".formatted(slot, lasting.toSeconds());
            });
  }

  /**
   * Two operators that know nothing of each other; where they elect a leader there are always two.
   */
  Optional<String> second() {
    if (operators.isElecting()) {
      return Optional.empty();
    }
    return onlyOne("second operator", () -> Optional.of("z"))
        .map(
            slot -> {
              operators.start(slot);
              ongoing.add("second operator", seconds(8, 20), () -> operators.kill(slot));
              return "two operators, both at work";
            });
  }

  /** The API server goes away and comes back; its owners can't ask for anything meanwhile. */
  Optional<String> clusterOutage() {
    Duration lasting = seconds(1, 8);
    place.cluster().stopApiServer();
    if (random.nextInt(3) == 0) {
      kill();
    }
    Pauses.of(lasting);
    place.cluster().startApiServer();
    return Optional.of("API server for %d s and its start".formatted(lasting.toSeconds()));
  }

  Optional<String> registryOutage() {
    return onlyOne("registry outage", () -> Optional.of(seconds(2, 15)))
        .map(
            lasting -> {
              place.registry().stop();
              ongoing.add("registry outage", lasting, place.registry()::start);
              return "registry for %d s".formatted(lasting.toSeconds());
            });
  }

  /** Neon takes connections and answers nothing. */
  Optional<String> neonSilence() {
    return onlyOne("Neon silent", place::neonPid)
        .map(
            pid -> {
              Duration lasting = seconds(1, 6);
              Signals.stop(pid);
              Pauses.of(lasting);
              Signals.resume(pid);
              return "for %d s".formatted(lasting.toSeconds());
            });
  }

  /** Whatever was killed or ended by itself runs again. */
  void startMissing() {
    List<String> running = operators.running();
    slots.stream()
        .filter(slot -> !running.contains(slot) && !ongoing.has("start " + slot))
        .forEach(
            slot -> {
              killableAfter.remove(slot);
              operators.start(slot);
            });
  }

  /** Started again by the loop, now or a little later. */
  void startAfterAWhile(String slot) {
    if (slots.contains(slot) && random.nextBoolean()) {
      // Long enough for another to take over, where there is another.
      Duration away = operators.isElecting() ? seconds(2, 12) : seconds(1, 4);
      ongoing.add("start " + slot, away, () -> {});
    }
  }

  private <T> Optional<T> onlyOne(String kind, Supplier<Optional<T>> what) {
    return ongoing.has(kind) ? Optional.empty() : what.get();
  }

  private Optional<String> any(List<String> candidates) {
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }

  private Duration seconds(int least, int most) {
    return Duration.ofSeconds(random.nextInt(least, most + 1));
  }
}
