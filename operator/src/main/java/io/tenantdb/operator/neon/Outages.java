package io.tenantdb.operator.neon;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when an account of Neon can't be reached and when it can again. While it can't, one call
 * every second asks for it, so that those who wait may wait long and still go on at once.
 */
public final class Outages {
  private static final Logger log = LoggerFactory.getLogger(Outages.class);

  /** One or two failures are no outage; who met them tries again soon anyway. */
  private static final int FAILURES = 3;

  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Map<String, Reach> accounts = new ConcurrentHashMap<>();
  private final Runnable recovered;
  private final Clock clock;

  /**
   * Knows of no outage.
   *
   * @param recovered told when an account can be reached again after an outage; must return soon
   */
  public Outages(Runnable recovered, Clock clock) {
    this.recovered = recovered;
    this.clock = clock;
  }

  /** The client to ask with. */
  public void client(String account, NeonApi api) {
    reach(account).api = api;
  }

  /** How a call went: whether Neon answered, be it with a refusal. */
  public void called(String account, boolean answered) {
    if (reach(account).called(answered, clock.instant())) {
      log.atInfo().addKeyValue("account", account).log("Neon can be reached again");
      recovered.run();
    }
  }

  /** Asks where there is an outage and it is time to. Never throws. */
  public void tick() {
    Instant now = clock.instant();
    accounts.values().stream()
        .filter(reach -> reach.isProbeDue(now))
        .map(reach -> reach.api)
        .forEach(Outages::probe);
  }

  private Reach reach(String account) {
    return accounts.computeIfAbsent(account, name -> new Reach());
  }

  /** The answer is heard of by {@link #called}, like that of any call. */
  private static void probe(@Nullable NeonApi api) {
    if (api != null) {
      try {
        api.at(Priority.BACKGROUND).checkKey();
      } catch (NeonException e) {
        log.atDebug().addKeyValue("error", e.getMessage()).log("Neon can't be reached yet");
      }
    }
  }

  private static final class Reach {
    private volatile @Nullable NeonApi api;
    private int failures;
    private Instant nextProbe = Instant.MIN;

    /** Whether an outage is over with this call. */
    synchronized boolean called(boolean answered, Instant now) {
      if (!answered) {
        failures++;
        nextProbe = now.plus(PROBE);
        return false;
      }
      boolean wasOut = failures >= FAILURES;
      failures = 0;
      return wasOut;
    }

    synchronized boolean isProbeDue(Instant now) {
      boolean due = failures > 0 && !now.isBefore(nextProbe);
      if (due) {
        nextProbe = now.plus(PROBE);
      }
      return due;
    }
  }
}
