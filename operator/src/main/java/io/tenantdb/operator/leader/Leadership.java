package io.tenantdb.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.operator.leader.Candidate.Result;
import io.tenantdb.operator.logging.LogKeys;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contests the leadership from {@link #start} on until it is closed. Safe for use by many threads.
 *
 * <p>One thread asks for the Lease and renews it; another watches the first, whose calls may hang.
 */
public final class Leadership implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final Duration WATCH = Duration.ofMillis(100);

  private final LeaderTerms terms;
  private final Listener listener;
  private final Candidate candidate;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Thread contest =
      Thread.ofPlatform().daemon().name("leader-election").unstarted(this::contest);

  /** What hangs on the leadership. */
  public interface Listener {
    /** This process leads. Called at most once, on a thread of its own. */
    void onLeading();

    /**
     * It led and may not act any more, at once. Called at most once, and not when the leadership is
     * given up by {@link Leadership#close}.
     *
     * @param why a sentence for people
     */
    void onLost(String why);
  }

  private Leadership(LeaderTerms terms, Listener listener, Candidate candidate) {
    this.terms = terms;
    this.listener = listener;
    this.candidate = candidate;
  }

  /** A contest for the Lease of the terms, not begun yet. */
  public static Leadership of(
      LeaderTerms terms, KubernetesClient client, Listener listener, Clock clock) {
    return of(terms, new KubernetesLease(client, terms), listener, clock);
  }

  static Leadership of(LeaderTerms terms, LeaseDoor door, Listener listener, Clock clock) {
    Stopwatch watch = new Stopwatch(System::nanoTime, clock);
    return new Leadership(terms, listener, new Candidate(door, terms, watch));
  }

  /**
   * Begins; the first try is over when this returns.
   *
   * @throws IllegalStateException when the process has no right to the Lease
   */
  public void start() {
    pursue();
    contest.start();
  }

  /** Whether this process may act at this very moment. */
  public boolean isLeading() {
    return candidate.isLeading();
  }

  /** Who leads as far as is known. */
  public Optional<String> leader() {
    return candidate.holder();
  }

  /** Gives the Lease back, so that another may lead at once. Nothing may be under way any more. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (contest.isAlive() && !contest.join(terms.renewDeadline())) {
        return; // Its call hangs; the Lease ends by itself.
      }
      candidate.release();
    } catch (KubernetesClientException e) {
      log.atWarn()
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("the lease could not be given back; it ends by itself");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void contest() {
    try {
      while (!closed.await(candidate.pause().toMillis(), TimeUnit.MILLISECONDS) && !lost.get()) {
        pursue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pursue() {
    boolean led = candidate.isLeading();
    switch (attempt()) {
      case LEADING -> {
        if (!led) {
          begin();
        }
      }
      case LOST ->
          lose(
              candidate.hasLapsed()
                  ? late()
                  : "%s leads now".formatted(leader().orElse("somebody else")));
      case WAITING -> {}
      case null -> {}
    }
  }

  /** Null when it could not be found out. */
  private @Nullable Result attempt() {
    try {
      return candidate.attempt();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && !contest.isAlive()) {
        throw new IllegalStateException(
            "No right to the Lease %s in namespace %s, which decides who leads: %s. Apply install/tenantdb-operator.yaml, or set TENANTDB_LEADER_ELECTION=false if there is only one process."
                .formatted(terms.lease(), terms.namespace(), e.getMessage()),
            e);
      }
      log.atWarn()
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("the lease could not be read or written");
      return null;
    }
  }

  private void begin() {
    log.atInfo()
        .addKeyValue(LogKeys.LEASE, terms.namespace() + "/" + terms.lease())
        .addKeyValue(LogKeys.IDENTITY, terms.identity())
        .log("this process leads");
    Thread.ofPlatform().daemon().name("leader-watch").start(this::watch);
    Thread.ofPlatform().name("leading").start(listener::onLeading);
  }

  private void watch() {
    try {
      while (!closed.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
        if (candidate.hasLapsed()) {
          lose(late());
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String late() {
    return "the lease could not be renewed within " + terms.renewDeadline();
  }

  private void lose(String why) {
    if (lost.compareAndSet(false, true)) {
      listener.onLost(why);
    }
  }
}
