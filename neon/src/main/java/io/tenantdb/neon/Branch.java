package io.tenantdb.neon;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a Neon project.
 *
 * @param id chosen by Neon, {@code br-…}
 * @param name unique in the project; chosen by the client and can be changed by anyone with access
 * @param parentId null for a root branch
 * @param state open set: {@code init}, {@code resetting}, {@code ready}, {@code archived}, …
 * @param pendingState the state it is on the way to; null at rest
 * @param annotations set when the branch was made, never changed afterwards (Neon has no call for
 *     it)
 * @param logicalSizeBytes null until Neon has measured it
 * @param computeSeconds of this billing period, weighted by compute units
 */
public record Branch(
    String id,
    String projectId,
    String name,
    @Nullable String parentId,
    String state,
    @Nullable String pendingState,
    boolean isDefault,
    boolean isProtected,
    Map<String, String> annotations,
    @Nullable Long logicalSizeBytes,
    long computeSeconds,
    Instant createdAt) {

  /** Copies the annotations. */
  public Branch {
    annotations = Map.copyOf(annotations);
  }
}
