package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A branch as the API shows it. */
public record Branch(
    String id,
    String projectId,
    @Nullable String parentId,
    @Nullable String parentLsn,
    @Nullable Instant parentTimestamp,
    String name,
    String currentState,
    @Nullable String pendingState,
    Instant stateChangedAt,
    @Nullable Long logicalSize,
    @JsonProperty("default") boolean isDefault,
    @JsonProperty("protected") boolean isProtected,
    String initSource,
    @Nullable Instant expiresAt,
    @Nullable Integer ttlIntervalSeconds,
    Instant createdAt,
    Instant updatedAt) {

  /** State of a branch whose data is not there yet. */
  public static final String INIT = "init";

  /** State of a branch that can be used. */
  public static final String READY = "ready";

  /** Deprecated twin of {@code default}. */
  @JsonProperty("primary")
  boolean primary() {
    return isDefault;
  }

  @JsonProperty("creation_source")
  String creationSource() {
    return "console";
  }

  @JsonProperty("cpu_used_sec")
  long cpuUsedSec() {
    return 0;
  }

  @JsonProperty("compute_time_seconds")
  long computeTimeSeconds() {
    return 0;
  }

  @JsonProperty("active_time_seconds")
  long activeTimeSeconds() {
    return 0;
  }

  @JsonProperty("written_data_bytes")
  long writtenDataBytes() {
    return 0;
  }

  @JsonProperty("data_transfer_bytes")
  long dataTransferBytes() {
    return 0;
  }

  /** Whether its data is there. */
  public boolean isReady() {
    return currentState.equals(READY);
  }

  /** The same branch, ready since {@code now}. */
  public Branch ready(@Nullable Long size, @Nullable String lsn, Instant now) {
    return new Branch(
        id,
        projectId,
        parentId,
        lsn,
        parentTimestamp,
        name,
        READY,
        null,
        now,
        size,
        isDefault,
        isProtected,
        initSource,
        expiresAt,
        ttlIntervalSeconds,
        createdAt,
        now);
  }

  /** The same branch with another size, known from its data at rest. */
  public Branch withLogicalSize(long size) {
    return new Branch(
        id,
        projectId,
        parentId,
        parentLsn,
        parentTimestamp,
        name,
        currentState,
        pendingState,
        stateChangedAt,
        size,
        isDefault,
        isProtected,
        initSource,
        expiresAt,
        ttlIntervalSeconds,
        createdAt,
        updatedAt);
  }

  /** The same branch with other values for what PATCH can change. */
  public Branch with(
      String newName, boolean newProtected, @Nullable Instant newExpiry, Instant now) {
    Integer ttl =
        newExpiry == null ? null : (int) (newExpiry.getEpochSecond() - now.getEpochSecond());
    return new Branch(
        id,
        projectId,
        parentId,
        parentLsn,
        parentTimestamp,
        newName,
        currentState,
        pendingState,
        stateChangedAt,
        logicalSize,
        isDefault,
        newProtected,
        initSource,
        newExpiry,
        ttl,
        createdAt,
        now);
  }

  /** The same branch, as the project's default or not. */
  public Branch withDefault(boolean newDefault, Instant now) {
    return new Branch(
        id,
        projectId,
        parentId,
        parentLsn,
        parentTimestamp,
        name,
        currentState,
        pendingState,
        stateChangedAt,
        logicalSize,
        newDefault,
        isProtected,
        initSource,
        expiresAt,
        ttlIntervalSeconds,
        createdAt,
        now);
  }
}
