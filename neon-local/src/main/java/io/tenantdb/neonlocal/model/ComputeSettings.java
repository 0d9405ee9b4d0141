package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project gives to endpoints that do not say otherwise ({@code default_endpoint_settings}).
 *
 * @param suspendTimeoutSeconds 0 for Neon's default, -1 for never
 */
public record ComputeSettings(
    @JsonProperty("autoscaling_limit_min_cu") @Nullable Double minCu,
    @JsonProperty("autoscaling_limit_max_cu") @Nullable Double maxCu,
    @Nullable Long suspendTimeoutSeconds,
    @Nullable Map<String, String> pgSettings) {

  /** Nothing said: every value is taken from elsewhere. */
  public static ComputeSettings none() {
    return new ComputeSettings(null, null, null, null);
  }

  /** These settings where they are given, the others' where not. */
  public ComputeSettings orElse(ComputeSettings others) {
    return new ComputeSettings(
        minCu == null ? others.minCu : minCu,
        maxCu == null ? others.maxCu : maxCu,
        suspendTimeoutSeconds == null ? others.suspendTimeoutSeconds : suspendTimeoutSeconds,
        pgSettings == null ? others.pgSettings : pgSettings);
  }
}
