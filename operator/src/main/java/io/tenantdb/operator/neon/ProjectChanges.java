package io.tenantdb.operator.neon;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.lanes.Entry;
import io.tenantdb.neon.lanes.ProjectLanes;
import io.tenantdb.neon.views.ProjectViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The one door through which anything in a Neon project is changed (projects themselves are made
 * and deleted beside it): waits its turn in the project's lane, and tells the lane how the change
 * went, whatever happened.
 */
public final class ProjectChanges {
  /** Who has to wait longer is told so, and what the account's limits are. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  private final ProjectLanes<Waiter> lanes;
  private final ProjectViews views;

  /** By which account each project was last changed; its operations are looked at by the same. */
  private final Map<String, NeonApi> accounts = new ConcurrentHashMap<>();

  private final OwnOperations own = new OwnOperations();

  /** Changes through these lanes; a lost answer makes the project's view stale. */
  public ProjectChanges(ProjectLanes<Waiter> lanes, ProjectViews views) {
    this.lanes = lanes;
    this.views = views;
  }

  /** How an attempt to change something went. */
  public sealed interface Attempt {
    /** Sent and answered; {@link Waiter} is woken when Neon has carried it out. */
    record Sent() implements Attempt {}

    /** Not sent: it is not our turn. {@link Waiter} is woken when it is. */
    record NotYet(String why) implements Attempt {}

    /** Sent, but the answer was lost. {@link Waiter} is woken when it makes sense to look. */
    record Lost(String why) implements Attempt {}
  }

  /**
   * Sends a change if it is the waiter's turn.
   *
   * @param api the account the project belongs to
   * @param change the call, made at most once
   * @throws NeonException when Neon refused; nothing was changed then
   */
  public Attempt attempt(
      String projectId,
      NeonApi api,
      Waiter waiter,
      Priority priority,
      Supplier<List<Operation>> change) {
    accounts.put(projectId, api);
    return attempt(projectId, waiter, lanes.enter(projectId, waiter, priority), change);
  }

  /**
   * The same for a new store.
   *
   * @param since when it was asked for: of those that wait, the newest has most turns
   */
  public Attempt begin(
      String projectId,
      NeonApi api,
      Waiter waiter,
      Priority priority,
      Instant since,
      Supplier<List<Operation>> change) {
    accounts.put(projectId, api);
    Entry entry = lanes.enter(projectId, waiter, priority, since);
    return attempt(projectId, waiter, entry, change);
  }

  private Attempt attempt(
      String projectId, Waiter waiter, Entry entry, Supplier<List<Operation>> change) {
    return switch (entry) {
      case Entry.Queued queued ->
          new Attempt.NotYet(
              "waiting for its turn in project %s, %d ahead".formatted(projectId, queued.ahead()));
      case Entry.Granted granted -> send(projectId, waiter, change);
    };
  }

  /** The account by which the project was last changed; empty if it never was. */
  public Optional<NeonApi> accountOf(String projectId) {
    return Optional.ofNullable(accounts.get(projectId));
  }

  /** To compare projects by: the lower, the sooner a new store has its turn there. */
  public int load(String projectId) {
    return lanes.load(projectId);
  }

  /** Whether a change of the waiter is still being carried out, or its outcome unknown. */
  public boolean isWorking(String projectId, Waiter waiter) {
    return lanes.isWorking(projectId, waiter);
  }

  /** What Neon said of the waiter's last change if it failed to carry it out; told once. */
  public Optional<String> takeFailure(String projectId, Waiter waiter) {
    Optional<String> failure = lanes.takeFailure(projectId, waiter);
    // What Neon accepted was folded into the view, and has not come to be.
    failure.ifPresent(why -> views.stale(projectId));
    return failure;
  }

  /**
   * Whether this process is known to have caused the operation: not after a lost answer, and not
   * one of an earlier process.
   */
  public boolean isOwn(Operation operation) {
    return own.contains(operation.id());
  }

  /** Forgets a waiter that is gone. */
  public void forget(Waiter waiter) {
    lanes.forget(waiter);
  }

  private Attempt send(String projectId, Waiter waiter, Supplier<List<Operation>> change) {
    boolean reported = false;
    try {
      List<Operation> operations = change.get();
      own.add(operations);
      lanes.sent(projectId, waiter, operations);
      reported = true;
      return new Attempt.Sent();
    } catch (NeonException.Locked e) {
      // Perhaps another leader's work, and it made what we are about to make.
      views.stale(projectId);
      lanes.locked(projectId, waiter);
      reported = true;
      return new Attempt.NotYet("waiting for Neon's own work in project " + projectId);
    } catch (NeonException.Throttled e) {
      if (e.retryAfter().compareTo(LONGEST_REST) > 0) {
        throw e;
      }
      lanes.noRoom(projectId, waiter, e.retryAfter());
      reported = true;
      return new Attempt.NotYet("waiting for room in the request budget of the Neon account");
    } catch (NeonException.OutcomeUnknown e) {
      views.stale(projectId);
      lanes.unknown(projectId, waiter);
      reported = true;
      return new Attempt.Lost(String.valueOf(e.getMessage()));
    } catch (NeonException.AlreadyExists | NeonException.NotFound e) {
      // The project is not as our view says.
      views.stale(projectId);
      throw e;
    } finally {
      if (!reported) {
        lanes.leave(projectId, waiter);
      }
    }
  }
}
