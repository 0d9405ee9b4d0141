package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Operation.Status;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes operations fail, never end or take long, by a plan that can be changed at any time. */
public final class OperationFaults {

  /**
   * What goes wrong with operations.
   *
   * @param seed of the random generator, asked once for each operation in the order they run
   * @param fail chance of an operation to fail without having done anything
   * @param never chance of an operation to run until all such are released
   * @param failActions what can fail or never end; null: everything
   * @param endsAs how failed ones end: {@code failed}, which Neon may repeat by itself, or {@code
   *     error}
   * @param slowMillis how much longer each takes
   */
  public record Plan(
      long seed,
      double fail,
      double never,
      @Nullable List<Action> failActions,
      @JsonProperty("as") @Nullable Status endsAs,
      long slowMillis) {

    /** Refuses what makes no sense. */
    public Plan {
      endsAs = endsAs == null ? Status.FAILED : endsAs;
      check(fail >= 0 && fail <= 1, "fail must be from 0 to 1");
      check(never >= 0 && fail + never <= 1, "never must be from 0 to 1 - fail");
      check(slowMillis >= 0, "slowMillis must not be negative");
      check(endsAs == Status.FAILED || endsAs == Status.ERROR, "as must be failed or error");
    }

    private static void check(boolean right, String message) {
      if (!right) {
        throw new IllegalArgumentException(message);
      }
    }

    /** Nothing goes wrong. */
    public static Plan none() {
      return new Plan(0, 0, 0, null, null, 0);
    }

    private boolean concerns(Action action) {
      return action != Action.CHECK_AVAILABILITY
          && (failActions == null || failActions.contains(action));
    }
  }

  /** What the plan did so far: how many failed, how many never ended, how many still run. */
  public record Count(int failed, int never, int stuck) {}

  /** What becomes of one operation. */
  enum Fate {
    USUAL,
    FAILS,
    NEVER_ENDS,
    /** One before it failed. */
    CANCELLED
  }

  private Plan plan;
  private Random random;
  private CompletableFuture<@Nullable Void> release = new CompletableFuture<>();
  private int failed;
  private int never;
  private int stuck;

  /** Begins with a plan. */
  public OperationFaults(Plan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  /** Follows another plan from now on; what is stuck stays so. */
  public synchronized void follow(Plan newPlan) {
    plan = newPlan;
    random = new Random(newPlan.seed());
    failed = 0;
    never = 0;
  }

  /** The plan that is followed. */
  public synchronized Plan plan() {
    return plan;
  }

  /** What it did so far. */
  public synchronized Count count() {
    return new Count(failed, never, stuck);
  }

  /** Lets the stuck operations do their work and end. */
  public synchronized void release() {
    stuck = 0;
    release.complete(null);
    release = new CompletableFuture<>();
  }

  synchronized Fate next(Action action) {
    if (!plan.concerns(action)) {
      return Fate.USUAL;
    }
    double drawn = random.nextDouble();
    if (drawn < plan.fail()) {
      failed++;
      return Fate.FAILS;
    }
    if (drawn < plan.fail() + plan.never()) {
      never++;
      stuck++;
      return Fate.NEVER_ENDS;
    }
    return Fate.USUAL;
  }

  synchronized Duration delay() {
    return Duration.ofMillis(plan.slowMillis());
  }

  synchronized CompletableFuture<@Nullable Void> released() {
    return release;
  }
}
