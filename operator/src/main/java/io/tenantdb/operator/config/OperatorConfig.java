package io.tenantdb.operator.config;

import io.tenantdb.operator.http.HttpSettings;
import io.tenantdb.operator.registry.RegistryAccess;
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
 * @param reconcileThreads how many resources are reconciled at the same time
 * @param neonRequestsPerMinute how many requests a minute a Neon account takes
 * @param neonBurstPerSecond how many requests a second a Neon account takes at most
 * @param shutdownGrace how long running passes may take to end
 * @param logFormat how log lines look
 * @param logLevel what is logged of the operator itself
 */
public record OperatorConfig(
    String operatorNamespace,
    Set<String> watchNamespaces,
    @Nullable String installationId,
    @Nullable RegistryAccess registry,
    HttpSettings http,
    int reconcileThreads,
    int neonRequestsPerMinute,
    int neonBurstPerSecond,
    Duration shutdownGrace,
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
   *     TENANTDB_} are ignored, except {@code POD_NAMESPACE}
   * @throws ConfigurationException naming every problem there is
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static OperatorConfig from(Map<String, String> environment) {
    throw new ConfigurationException(java.util.List.of("not yet " + environment.size()));
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
