package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compute endpoint as the API shows it. */
public record Endpoint(
    String id,
    @Nullable String name,
    String projectId,
    String branchId,
    String regionId,
    String host,
    String proxyHost,
    @JsonProperty("autoscaling_limit_min_cu") double minCu,
    @JsonProperty("autoscaling_limit_max_cu") double maxCu,
    long suspendTimeoutSeconds,
    Settings settings,
    State currentState,
    @Nullable State pendingState,
    boolean disabled,
    boolean passwordlessAccess,
    @Nullable Instant lastActive,
    @Nullable Instant startedAt,
    @Nullable Instant suspendedAt,
    Instant createdAt,
    Instant updatedAt) {

  /** Neon's closed set of compute states. */
  public enum State {
    /** Not started yet. */
    @JsonProperty("init")
    INIT,
    /** Running. */
    @JsonProperty("active")
    ACTIVE,
    /** Suspended, wakes when connected to. */
    @JsonProperty("idle")
    IDLE
  }

  /** Settings of one compute. */
  public record Settings(Map<String, String> pgSettings) {}

  @JsonProperty("type")
  String type() {
    return "read_write";
  }

  @JsonProperty("pooler_enabled")
  boolean poolerEnabled() {
    return false;
  }

  @JsonProperty("pooler_mode")
  String poolerMode() {
    return "transaction";
  }

  @JsonProperty("creation_source")
  String creationSource() {
    return "console";
  }

  @JsonProperty("provisioner")
  String provisioner() {
    return "k8s-neonvm";
  }

  /** The same endpoint, on its way to a state. */
  public Endpoint heading(State target, Instant now) {
    return withState(currentState, target, now);
  }

  /** The same endpoint, arrived in a state. */
  public Endpoint arrived(State state, Instant now) {
    return withState(state, null, now);
  }

  private Endpoint withState(State state, @Nullable State pending, Instant now) {
    boolean changed = state != currentState;
    return new Endpoint(
        id,
        name,
        projectId,
        branchId,
        regionId,
        host,
        proxyHost,
        minCu,
        maxCu,
        suspendTimeoutSeconds,
        settings,
        state,
        pending,
        disabled,
        passwordlessAccess,
        changed && state == State.ACTIVE ? now : lastActive,
        changed && state == State.ACTIVE ? now : startedAt,
        changed && state == State.IDLE ? now : suspendedAt,
        createdAt,
        now);
  }

  /** The same endpoint, last used at a time. */
  public Endpoint withLastActive(Instant time) {
    return new Endpoint(
        id,
        name,
        projectId,
        branchId,
        regionId,
        host,
        proxyHost,
        minCu,
        maxCu,
        suspendTimeoutSeconds,
        settings,
        currentState,
        pendingState,
        disabled,
        passwordlessAccess,
        time,
        startedAt,
        suspendedAt,
        createdAt,
        updatedAt);
  }

  /** The same endpoint with other values for what PATCH can change. */
  public Endpoint with(
      @Nullable String newName,
      double newMin,
      double newMax,
      long newTimeout,
      Settings newSettings,
      boolean newDisabled,
      Instant now) {
    return new Endpoint(
        id,
        newName,
        projectId,
        branchId,
        regionId,
        host,
        proxyHost,
        newMin,
        newMax,
        newTimeout,
        newSettings,
        currentState,
        pendingState,
        newDisabled,
        passwordlessAccess,
        lastActive,
        startedAt,
        suspendedAt,
        createdAt,
        now);
  }
}
