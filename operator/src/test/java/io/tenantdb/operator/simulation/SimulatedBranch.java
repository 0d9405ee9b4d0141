package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Branch;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A branch at Neon. */
final class SimulatedBranch {
  static final String MARK = "tenantdb.io/organization-id";
  private static final String TEMPLATE_MARK = "tenantdb.io/template-of-schema";

  final String id;
  final String projectId;
  final @Nullable String parentId;
  final boolean isDefault;
  final Map<String, String> annotations;
  final SimulatedDatabase database;
  final Instant createdAt;
  String name;
  String state = "init";
  boolean isProtected;

  SimulatedBranch(
      String id,
      String projectId,
      String name,
      @Nullable String parentId,
      Map<String, String> annotations,
      SimulatedDatabase database,
      Instant createdAt) {
    this.id = id;
    this.projectId = projectId;
    this.name = name;
    this.parentId = parentId;
    this.isDefault = parentId == null;
    this.annotations = annotations;
    this.database = database;
    this.createdAt = createdAt;
  }

  /** The organization whose store the operator made it for; null for all other branches. */
  @Nullable String organization() {
    return annotations.get(MARK);
  }

  /** Whether stores' branches are copied from it. */
  boolean isTemplate() {
    return annotations.containsKey(TEMPLATE_MARK);
  }

  /** Whether it has had a store's data. */
  boolean isInUse() {
    return organization() != null && database.identity != null;
  }

  Branch toBranch() {
    return new Branch(
        id,
        projectId,
        name,
        parentId,
        state,
        state.equals("init") ? "ready" : null,
        isDefault,
        isProtected,
        annotations,
        null,
        0,
        createdAt);
  }
}
