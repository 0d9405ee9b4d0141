package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.ComputeSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says of an endpoint; null is what it does not say. */
public record EndpointSpec(
    @Nullable String branchId,
    @Nullable String regionId,
    @Nullable String type,
    @Nullable String name,
    @Nullable Double autoscalingLimitMinCu,
    @Nullable Double autoscalingLimitMaxCu,
    @Nullable Long suspendTimeoutSeconds,
    @Nullable Boolean disabled,
    @Nullable Settings settings) {

  private static final int NAME_LENGTH = 64;

  /** Settings of one compute. */
  public record Settings(@Nullable Map<String, String> pgSettings) {}

  static EndpointSpec readWrite() {
    return new EndpointSpec(null, null, "read_write", null, null, null, null, null, null);
  }

  ComputeSettings computeSettings() {
    return new ComputeSettings(
        autoscalingLimitMinCu,
        autoscalingLimitMaxCu,
        suspendTimeoutSeconds,
        settings == null ? null : settings.pgSettings());
  }

  void check() {
    if (settings != null && settings.pgSettings() == null) {
      throw ApiException.badRequest("settings.pg_settings is required when settings are given");
    }
    if (name != null) {
      Checks.length(name, "endpoint.name", NAME_LENGTH);
    }
  }

  void checkType() {
    switch (Checks.required(type, "endpoint.type")) {
      case "read_write" -> {}
      case "read_only" ->
          throw ApiException.unprocessable("", "read replicas are not served by neon-local");
      default -> throw ApiException.badRequest("endpoint.type must be read_write or read_only");
    }
  }
}
