package io.tenantdb.operator.config;

import static io.tenantdb.operator.config.Setting.INSTALLATION_ID;
import static io.tenantdb.operator.config.Setting.LEADER_ELECTION;
import static io.tenantdb.operator.config.Setting.LEADER_IDENTITY;
import static io.tenantdb.operator.config.Setting.LEADER_LEASE;
import static io.tenantdb.operator.config.Setting.LEADER_LEASE_DURATION;
import static io.tenantdb.operator.config.Setting.LEADER_LEASE_NAMESPACE;
import static io.tenantdb.operator.config.Setting.LEADER_RENEW_DEADLINE;
import static io.tenantdb.operator.config.Setting.LEADER_RETRY_PERIOD;

import io.tenantdb.operator.leader.LeaderTerms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how processes agree on who leads. */
final class LeaderSettings {
  private static final String LEASE = "tenantdb-operator";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);

  private final Settings settings;

  LeaderSettings(Settings settings) {
    this.settings = settings;
  }

  /** Null when there is no election. Everything is checked all the same. */
  @Nullable LeaderTerms read(String operatorNamespace) {
    String namespace = settings.name(LEADER_LEASE_NAMESPACE);
    LeaderTerms terms =
        new LeaderTerms(
            namespace == null ? operatorNamespace : namespace,
            lease(),
            identity(),
            settings.duration(LEADER_LEASE_DURATION, Duration.ofSeconds(15), LONGEST),
            settings.duration(LEADER_RENEW_DEADLINE, Duration.ofSeconds(10), LONGEST),
            settings.duration(LEADER_RETRY_PERIOD, Duration.ofSeconds(2), LONGEST));
    check(terms);
    return settings.flag(LEADER_ELECTION, true) ? terms : null;
  }

  private void check(LeaderTerms terms) {
    Duration lease = terms.leaseDuration();
    if (lease.compareTo(Duration.ofSeconds(1)) < 0
        || !lease.equals(Duration.ofSeconds(lease.toSeconds()))) {
      settings.problem(LEADER_LEASE_DURATION, "must be whole seconds, but is " + lease);
    }
    if (terms.renewDeadline().compareTo(lease) >= 0) {
      settings.problem(
          LEADER_RENEW_DEADLINE,
          "must be shorter than TENANTDB_LEADER_LEASE_DURATION (%s), but is %s"
              .formatted(lease, terms.renewDeadline()));
    }
    if (terms.retryPeriod().compareTo(SHORTEST_RETRY) < 0
        || terms.retryPeriod().multipliedBy(2).compareTo(terms.renewDeadline()) > 0) {
      settings.problem(
          LEADER_RETRY_PERIOD,
          "must be at least 100 ms and at most half of TENANTDB_LEADER_RENEW_DEADLINE (%s), but is %s"
              .formatted(terms.renewDeadline(), terms.retryPeriod()));
    }
  }

  /** Installations that share a cluster must not exclude each other. */
  private String lease() {
    String set = settings.name(LEADER_LEASE);
    String installation = settings.text(INSTALLATION_ID);
    return set != null ? set : installation == null ? LEASE : LEASE + "-" + installation;
  }

  private String identity() {
    String set = settings.text(LEADER_IDENTITY);
    String host = settings.plain("HOSTNAME");
    boolean inPod = settings.plain("KUBERNETES_SERVICE_HOST") != null;
    if (set != null) {
      return set;
    }
    // A pod runs one operator at a time; on another machine two may run side by side.
    return host != null && inPod
        ? host
        : (host == null ? "process" : host) + "-" + ProcessHandle.current().pid();
  }
}
