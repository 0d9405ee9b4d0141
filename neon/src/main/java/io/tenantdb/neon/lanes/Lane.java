package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import io.tenantdb.neon.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lane of one project: whose turn it is and who waits. Guarded by {@link ProjectLanes}. */
final class Lane<W> {
  private final LaneTimes times;
  private final Durations durations;
  private final Consumer<W> wake;
  private final WaitingLine<W> line;
  private final Failures<W> failures = new Failures<>();
  private Turn<W> turn = new Turn.Free<>();
  private int locksInARow;

  Lane(LaneTimes times, Durations durations, Consumer<W> wake, Consumer<Duration> waited) {
    this.times = times;
    this.durations = durations;
    this.wake = wake;
    this.line = new WaitingLine<>(times, waited);
  }

  Entry enter(W who, Priority priority, Instant since, Instant now) {
    boolean welcome =
        switch (turn) {
          case Turn.Free<W> _ -> true;
          case Turn.Reserved<W> _, Turn.Held<W> _ -> who.equals(turn.who());
          case Turn.Resting<W> _ -> priority == Priority.INTERACTIVE;
          case Turn.Working<W> _, Turn.Blocked<W> _ -> false;
        };
    if (welcome) {
      line.remove(who);
      turn = new Turn.Held<>(who, now.plus(times.report()), priority, since);
      return new Entry.Granted();
    }
    if (keepsPlace(who)) {
      return new Entry.Queued(0);
    }
    line.join(who, priority, since, now);
    return new Entry.Queued(line.before(who) + (who.equals(turn.who()) ? 0 : 1));
  }

  /** The change was sent. From one whose turn is over, it means only that it must look again. */
  void sent(W who, List<Operation> operations, Instant now) {
    if (!holds(who)) {
      wake.accept(who);
      return;
    }
    locksInARow = 0;
    failures.forget(who);
    turn = new Turn.Working<>(who, idsOf(operations), now, SentChange.of(operations));
    settle(operations, now);
  }

  /** Whether Neon is at work on the change of {@code who}, or nobody knows what became of it. */
  boolean isWorkingFor(W who) {
    return switch (turn) {
      case Turn.Working<W> working -> who.equals(working.who());
      case Turn.Blocked<W> blocked -> who.equals(blocked.who()) && !blocked.keepsPlace();
      default -> false;
    };
  }

  /** Nothing was done, and nothing will be. */
  void leave(W who, Instant now) {
    boolean had = turn instanceof Turn.Reserved<W> || turn instanceof Turn.Held<W>;
    if (had && who.equals(turn.who())) {
      release(now);
    } else if (keepsPlace(who)) {
      withoutOwner();
    }
    line.remove(who);
  }

  void locked(W who, Instant now) {
    if (holds(who)) {
      locksInARow++;
      block(who, now, now.plus(times.pauseAfter(locksInARow)), true);
    }
  }

  /** Not sent, as there is no room for a call; it waits in line again, and everybody with it. */
  void noRoom(W who, Duration wait, Instant now) {
    if (turn instanceof Turn.Held<W> held && held.who().equals(who)) {
      line.join(who, held.priority(), held.since(), held.since());
      turn = new Turn.Resting<>(now.plus(wait));
    } else {
      wake.accept(who);
    }
  }

  void unknown(W who, Instant now) {
    if (holds(who)) {
      block(who, now, now.plus(times.settle()), false);
    } else {
      wake.accept(who);
    }
  }

  void observed(List<Operation> recent, Instant askedAt, Instant now) {
    if (turn instanceof Turn.Working<W>) {
      settle(recent, now);
    } else if (turn instanceof Turn.Blocked<W> blocked
        && !askedAt.isBefore(blocked.notBefore())
        && !new RecentWork(recent).goesOn(now.minus(times.operation()))) {
      unblock(blocked, now);
    }
  }

  /** Nothing can be observed any more; whoever waits for it has to look. */
  void giveUp(String why, Instant now) {
    if (awaitsNeon()) {
      end(why, now);
    }
  }

  /** Moves on when somebody or something took too long. */
  void expire(Instant now) {
    switch (turn) {
      case Turn.Free<W> _ -> {}
      case Turn.Reserved<W>(W _, Instant until) when now.isAfter(until) -> release(now);
      case Turn.Held<W> held when now.isAfter(held.until()) -> {
        wake.accept(held.who());
        release(now);
      }
      case Turn.Resting<W>(Instant until) when !now.isBefore(until) -> release(now);
      case Turn.Working<W>(W _, Set<String> operations, Instant since, SentChange _)
          when isTooLong(since, now) ->
          end(
              "Neon has not ended its operations %s in %s; look at the project in Neon's console."
                  .formatted(operations, times.operation()),
              now);
      case Turn.Blocked<W>(W _, Instant _, boolean _, Instant since) when isTooLong(since, now) ->
          end("The project was busy with other operations for " + times.operation() + ".", now);
      default -> {}
    }
  }

  void forget(W who, Instant now) {
    leave(who, now);
    failures.forget(who);
    if (who.equals(turn.who())) {
      withoutOwner();
    }
  }

  Optional<String> takeFailure(W who) {
    return failures.take(who);
  }

  boolean awaitsNeon() {
    return turn.awaitsNeonSince().isPresent();
  }

  /** Since when; empty if it waits for nothing at Neon. */
  Optional<Instant> awaitsSince() {
    return turn.awaitsNeonSince();
  }

  /** When that should be done, as far as one can tell from earlier changes. */
  Optional<Instant> expectedEnd() {
    return turn instanceof Turn.Working<W> working
        ? durations.expected(working.sent().kind()).map(working.since()::plus)
        : Optional.empty();
  }

  Set<String> awaitedOperations() {
    return turn instanceof Turn.Working<W> working ? Set.copyOf(working.operations()) : Set.of();
  }

  boolean isFree() {
    return turn instanceof Turn.Free<W>;
  }

  /** Whether somebody urgent who comes now has to wait for the one whose turn it is. */
  boolean isTaken() {
    return !(turn instanceof Turn.Free<W> || turn instanceof Turn.Resting<W>);
  }

  int waiting() {
    return line.size();
  }

  boolean isIdle() {
    return isFree() && failures.isEmpty();
  }

  /** Takes what has ended off the list of what the holder waits for. */
  private void settle(List<Operation> seen, Instant now) {
    Turn.Working<W> working = (Turn.Working<W>) turn;
    for (Operation operation : seen) {
      boolean ours = working.operations().contains(operation.id());
      if (ours && operation.status() != Status.UNFINISHED) {
        working.operations().remove(operation.id());
        failures.note(working.who(), operation);
      }
    }
    if (working.operations().isEmpty()) {
      working.sent().took(seen).ifPresent(took -> durations.took(working.sent().kind(), took));
      finish(working.who(), now);
    }
  }

  private void end(String why, Instant now) {
    failures.note(turn.who(), why);
    finish(turn.who(), now);
  }

  private void finish(@Nullable W who, Instant now) {
    if (who != null) {
      wake.accept(who);
    }
    release(now);
  }

  private void unblock(Turn.Blocked<W> blocked, Instant now) {
    if (blocked.keepsPlace() && blocked.who() != null) {
      reserve(blocked.who(), now);
    } else {
      finish(blocked.who(), now);
    }
  }

  private void release(Instant now) {
    turn = new Turn.Free<>();
    line.takeNext(now).ifPresent(next -> reserve(next, now));
  }

  private void reserve(W who, Instant now) {
    turn = new Turn.Reserved<>(who, now.plus(times.reservation()));
    wake.accept(who);
  }

  private void block(W who, Instant now, Instant notBefore, boolean keepsPlace) {
    turn = new Turn.Blocked<>(who, notBefore, keepsPlace, now);
  }

  private void withoutOwner() {
    turn = turn.ofNobody();
  }

  private boolean holds(W who) {
    return turn instanceof Turn.Held<W> held && held.who().equals(who);
  }

  private boolean keepsPlace(W who) {
    return turn instanceof Turn.Blocked<W> blocked
        && blocked.keepsPlace()
        && who.equals(blocked.who());
  }

  private boolean isTooLong(Instant since, Instant now) {
    return now.isAfter(since.plus(times.operation()));
  }

  private static Set<String> idsOf(List<Operation> operations) {
    Set<String> ids = new HashSet<>();
    operations.forEach(operation -> ids.add(operation.id()));
    return ids;
  }
}
