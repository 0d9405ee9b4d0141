package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.neonlocal.model.ComputeSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says of a project; null is what it does not say. */
public record ProjectSpec(
    @Nullable String name,
    @Nullable String regionId,
    @Nullable Integer pgVersion,
    @Nullable String orgId,
    @Nullable Boolean storePasswords,
    @Nullable Integer historyRetentionSeconds,
    @JsonProperty("autoscaling_limit_min_cu") @Nullable Double minCu,
    @JsonProperty("autoscaling_limit_max_cu") @Nullable Double maxCu,
    @Nullable ComputeSettings defaultEndpointSettings,
    @Nullable JsonNode settings,
    @Nullable First branch) {

  /** The project's first branch. */
  public record First(
      @Nullable String name,
      @Nullable String roleName,
      @Nullable String databaseName,
      @Nullable Map<String, String> annotations) {}

  /** A project of this name that is Neon's default in all else. */
  public static ProjectSpec named(String name) {
    return new ProjectSpec(name, null, null, null, null, null, null, null, null, null, null);
  }

  ComputeSettings computeDefaults() {
    ComputeSettings old = new ComputeSettings(minCu, maxCu, null, null);
    return defaultEndpointSettings == null ? old : defaultEndpointSettings.orElse(old);
  }

  String branchName() {
    return branch == null || branch.name() == null ? "main" : branch.name();
  }

  String databaseName() {
    return branch == null || branch.databaseName() == null ? "neondb" : branch.databaseName();
  }

  String roleName() {
    return branch == null || branch.roleName() == null
        ? databaseName() + "_owner"
        : branch.roleName();
  }

  Map<String, String> annotations() {
    return branch == null || branch.annotations() == null ? Map.of() : branch.annotations();
  }
}
