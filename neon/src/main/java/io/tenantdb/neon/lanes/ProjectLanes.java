package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change at a time in each Neon project, as Neon wants it (423 otherwise). Nobody waits in
 * here: one who cannot go yet returns, and is woken when it is its turn.
 *
 * <p>A change goes: {@link #enter}; when granted, send one change to Neon; then report exactly one
 * of {@link #sent}, {@link #leave}, {@link #locked}, {@link #noRoom}, {@link #unknown}. The lane is
 * taken until Neon's operations have ended, which an {@link OperationsWatch} observes.
 *
 * <p>Safe for use by many threads. Has no thread, no timer and no randomness of its own: what
 * happens depends only on the clock and the calls.
 *
 * @param <W> who waits, for example the name of a resource; a key with {@code equals}
 */
public final class ProjectLanes<W> {
  private static final Logger log = LoggerFactory.getLogger(ProjectLanes.class);

  /** More than wait in line. */
  private static final int TAKEN = 1_000_000;

  private final Clock clock;
  private final LaneTimes times;
  private final Consumer<W> wake;
  private final Consumer<Duration> waited;
  private final Durations durations = new Durations();
  private final Map<String, Lane<W>> lanes = new HashMap<>();
  private final Set<W> toWake = new LinkedHashSet<>();

  /** Lanes with {@link LaneTimes#usual()}. */
  public ProjectLanes(Clock clock, Consumer<W> wake) {
    this(clock, LaneTimes.usual(), wake);
  }

  /**
   * Lanes.
   *
   * @param wake told who should come again; called on the thread of whatever made the lane move,
   *     outside of any lock; must return soon
   */
  public ProjectLanes(Clock clock, LaneTimes times, Consumer<W> wake) {
    this(clock, times, wake, wait -> {});
  }

  /**
   * The same, with somebody who wants to know how long they wait.
   *
   * @param waited told whenever it is the turn of one that had to wait; must be quick, and not come
   *     back here
   */
  public ProjectLanes(Clock clock, LaneTimes times, Consumer<W> wake, Consumer<Duration> waited) {
    this.clock = clock;
    this.times = times;
    this.wake = wake;
    this.waited = waited;
  }

  /**
   * Asks for the lane. Asking again keeps one's place; the one that has the lane is granted it
   * again until it reports. One that was woken and does not come in time has lost its place.
   */
  public Entry enter(String projectId, W who, Priority priority) {
    return with(projectId, (lane, now) -> lane.enter(who, priority, now, now));
  }

  /**
   * The same for what was asked for earlier.
   *
   * @param since when somebody asked for it: of those that wait, the newest has most turns
   */
  public Entry enter(String projectId, W who, Priority priority, Instant since) {
    return with(projectId, (lane, now) -> lane.enter(who, priority, since, now));
  }

  /**
   * The change was accepted. When all of {@code operations} have ended, {@code who} and the next
   * are woken; at once if none is unfinished.
   */
  public void sent(String projectId, W who, List<Operation> operations) {
    change(projectId, (lane, now) -> lane.sent(who, operations, now));
  }

  /** Nothing was done: refused, or no longer wanted. The next is woken. */
  public void leave(String projectId, W who) {
    change(projectId, (lane, now) -> lane.leave(who, now));
  }

  /**
   * Neon refused because other operations go on (423). {@code who} keeps the first place and is
   * woken when they have ended.
   */
  public void locked(String projectId, W who) {
    change(projectId, (lane, now) -> lane.locked(who, now));
  }

  /**
   * There was no room for the call: the lane rests, and when it is time the next is woken, or who
   * comes meanwhile with {@link Priority#INTERACTIVE} goes before. {@code who} waits in line again.
   *
   * @param wait until there may be room
   */
  public void noRoom(String projectId, W who, Duration wait) {
    change(projectId, (lane, now) -> lane.noRoom(who, wait, now));
  }

  /**
   * The answer was lost. {@code who} is woken when an observation made later shows no operation
   * that goes on; it must look before it does anything.
   */
  public void unknown(String projectId, W who) {
    change(projectId, (lane, now) -> lane.unknown(who, now));
  }

  /** The projects whose operations must be looked at. */
  public synchronized Set<String> awaited() {
    return lanes.entrySet().stream()
        .filter(entry -> entry.getValue().awaitsNeon())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Since when a project's lane waits for Neon; empty if it does not. */
  public synchronized Optional<Instant> awaitedSince(String projectId) {
    return Optional.ofNullable(lanes.get(projectId)).flatMap(Lane::awaitsSince);
  }

  /**
   * When what a project's lane waits for should be done, judged by how long Neon took for changes
   * of the kind; empty if it waits for nothing or nothing is known.
   */
  public synchronized Optional<Instant> expectedEnd(String projectId) {
    return Optional.ofNullable(lanes.get(projectId)).flatMap(Lane::expectedEnd);
  }

  /** The ids of operations that a project's lane waits for. */
  public synchronized Set<String> awaitedOperations(String projectId) {
    Lane<W> lane = lanes.get(projectId);
    return lane == null ? Set.of() : lane.awaitedOperations();
  }

  /**
   * What Neon says of a project's operations.
   *
   * @param askedAt when the question was sent
   */
  public void observed(String projectId, List<Operation> recent, Instant askedAt) {
    change(projectId, (lane, now) -> lane.observed(recent, askedAt, now));
  }

  /** The project's operations can't be looked at any more, for example because it is deleted. */
  public void unobservable(String projectId, String why) {
    change(projectId, (lane, now) -> lane.giveUp(why, now));
  }

  /**
   * Why the last change of {@code who} failed though Neon had accepted it, or was given up. Answers
   * once.
   */
  public Optional<String> takeFailure(String projectId, W who) {
    return with(projectId, (lane, now) -> lane.takeFailure(who));
  }

  /** Whether Neon is at work on the last change of {@code who}, or its outcome is not known. */
  public synchronized boolean isWorking(String projectId, W who) {
    Lane<W> lane = lanes.get(projectId);
    return lane != null && lane.isWorkingFor(who);
  }

  /** Removes one that waits or holds, everywhere; it is not woken any more. */
  public void forget(W who) {
    projects().forEach(project -> change(project, (lane, now) -> lane.forget(who, now)));
  }

  /** Moves on wherever somebody or something took too long. To be called now and then. */
  public void expire() {
    projects().forEach(project -> change(project, (lane, now) -> {}));
  }

  /**
   * True when no lane is taken or reserved: nothing can happen without a call of {@link #enter}.
   */
  public synchronized boolean isQuiet() {
    return lanes.values().stream().allMatch(Lane::isFree);
  }

  /**
   * To compare projects by: the lower, the sooner it is the turn of somebody urgent who comes now.
   * A change under way has to end; those who wait in line he passes most of the time.
   */
  public synchronized int load(String projectId) {
    Lane<W> lane = lanes.get(projectId);
    return lane == null ? 0 : lane.waiting() + (lane.isTaken() ? TAKEN : 0);
  }

  /** How many wait, in all lanes. */
  public synchronized int waiting() {
    return lanes.values().stream().mapToInt(Lane::waiting).sum();
  }

  private synchronized List<String> projects() {
    return lanes.keySet().stream().sorted().toList();
  }

  private void change(String projectId, Step<W> step) {
    with(
        projectId,
        (lane, now) -> {
          step.take(lane, now);
          return true;
        });
  }

  private <T> T with(String projectId, BiFunction<Lane<W>, Instant, T> step) {
    T result;
    List<W> woken;
    synchronized (this) {
      Instant now = clock.instant();
      Lane<W> lane =
          lanes.computeIfAbsent(projectId, _ -> new Lane<>(times, durations, toWake::add, waited));
      lane.expire(now);
      result = step.apply(lane, now);
      if (lane.isIdle()) {
        lanes.remove(projectId);
      }
      woken = new ArrayList<>(toWake);
      toWake.clear();
    }
    woken.forEach(this::wake);
    return result;
  }

  /** A listener that fails must not cost the others their wake-up. */
  private void wake(W who) {
    try {
      wake.accept(who);
    } catch (RuntimeException e) {
      log.atError().addKeyValue("who", who).setCause(e).log("waking for a project's lane failed");
    }
  }

  @FunctionalInterface
  private interface Step<W> {
    void take(Lane<W> lane, Instant now);
  }
}
