package io.tenantdb.operator.config;

import static io.tenantdb.operator.config.Setting.HTTP_ADDRESS;
import static io.tenantdb.operator.config.Setting.HTTP_PORT;
import static io.tenantdb.operator.config.Setting.INSTALLATION_ID;
import static io.tenantdb.operator.config.Setting.LOG_FORMAT;
import static io.tenantdb.operator.config.Setting.LOG_LEVEL;
import static io.tenantdb.operator.config.Setting.NEON_BURST_PER_SECOND;
import static io.tenantdb.operator.config.Setting.NEON_REQUESTS_PER_MINUTE;
import static io.tenantdb.operator.config.Setting.OPERATOR_NAMESPACE;
import static io.tenantdb.operator.config.Setting.ORPHAN_GRACE;
import static io.tenantdb.operator.config.Setting.PATROL_INTERVAL;
import static io.tenantdb.operator.config.Setting.RECONCILE_THREADS;
import static io.tenantdb.operator.config.Setting.SHUTDOWN_GRACE;
import static io.tenantdb.operator.config.Setting.WATCH_NAMESPACES;

import io.tenantdb.operator.http.HttpSettings;
import io.tenantdb.operator.leader.LeaderTerms;
import io.tenantdb.operator.registry.RegistryAccess;
import io.tenantdb.operator.service.ServiceSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the operator, valid as a whole. {@code docs/configuration.md} lists the
 * variables.
 *
 * @param operatorNamespace where the operator runs and keeps what is its own
 * @param watchNamespaces whose TenantDatabases it serves; empty means all
 * @param installationId what tells this installation from others; null: derive it from the cluster
 * @param registry the registry to mirror into; null: none
 * @param http where health and metrics are served
 * @param service the connection service; null: none
 * @param reconcileThreads how many resources are reconciled at the same time
 * @param neonRequestsPerMinute how many requests a minute a Neon account takes
 * @param neonBurstPerSecond how many requests a second a Neon account takes at most
 * @param shutdownGrace how long running passes may take to end
 * @param orphanGrace how long a branch must have been known as an orphan before it may be removed
 * @param patrolInterval how often Neon and the registry are compared with what should be there
 * @param leader how processes agree on who leads; null: this is the only one
 * @param logFormat how log lines look
 * @param logLevel what is logged of the operator itself
 */
public record OperatorConfig(
    String operatorNamespace,
    Set<String> watchNamespaces,
    @Nullable String installationId,
    @Nullable RegistryAccess registry,
    HttpSettings http,
    @Nullable ServiceSettings service,
    int reconcileThreads,
    int neonRequestsPerMinute,
    int neonBurstPerSecond,
    Duration shutdownGrace,
    Duration orphanGrace,
    Duration patrolInterval,
    @Nullable LeaderTerms leader,
    LogFormat logFormat,
    LogLevel logLevel) {

  /** Copies the namespaces. */
  public OperatorConfig {
    watchNamespaces = Set.copyOf(watchNamespaces);
  }

  /**
   * Reads the settings.
   *
   * @param environment the process's environment; variables that do not start with {@code
   *     TENANTDB_} are ignored, except {@code POD_NAMESPACE} and {@code HOSTNAME}
   * @throws ConfigurationException naming every problem there is
   */
  public static OperatorConfig from(Map<String, String> environment) {
    var settings = new Settings(environment);
    UnknownVariables.report(environment, settings);
    var config =
        new OperatorConfig(
            operatorNamespace(settings),
            settings.names(WATCH_NAMESPACES),
            settings.name(INSTALLATION_ID),
            new RegistrySettings(settings).read(),
            http(settings),
            new ConnectionServiceSettings(settings).read(),
            settings.number(RECONCILE_THREADS, 8, 1, 200),
            settings.number(NEON_REQUESTS_PER_MINUTE, 700, 1, 100_000),
            settings.number(NEON_BURST_PER_SECOND, 40, 1, 10_000),
            settings.duration(SHUTDOWN_GRACE, Duration.ofSeconds(20), Duration.ofMinutes(10)),
            settings.duration(ORPHAN_GRACE, Duration.ofDays(7), Duration.ofDays(3650)),
            settings.duration(PATROL_INTERVAL, Duration.ofSeconds(45), Duration.ofDays(1)),
            new LeaderSettings(settings).read(operatorNamespace(settings)),
            settings.oneOf(LOG_FORMAT, LogFormat.TEXT),
            settings.oneOf(LOG_LEVEL, LogLevel.INFO));
    if (!settings.problems().isEmpty()) {
      throw new ConfigurationException(settings.problems());
    }
    return config;
  }

  private static String operatorNamespace(Settings settings) {
    String set = settings.name(OPERATOR_NAMESPACE);
    String own = settings.plain("POD_NAMESPACE");
    return set != null ? set : own != null ? own : "tenantdb-system";
  }

  private static HttpSettings http(Settings settings) {
    String address = settings.text(HTTP_ADDRESS);
    return new HttpSettings(
        address == null ? "0.0.0.0" : address, settings.number(HTTP_PORT, 8080, 0, 65_535));
  }

  /** How log lines look. */
  public enum LogFormat {
    /** One line of text. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  /** What is logged of the operator itself; its libraries stay at warnings. */
  public enum LogLevel {
    /** What a person must act on. */
    ERROR,
    /** Also what is degraded. */
    WARN,
    /** Also what changes in the world. */
    INFO,
    /** Also decisions. */
    DEBUG,
    /** Everything. */
    TRACE
  }
}
