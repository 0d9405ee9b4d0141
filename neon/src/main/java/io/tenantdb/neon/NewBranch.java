package io.tenantdb.neon;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A branch to be made, with its data taken from the parent as it is at that moment.
 *
 * @param name 1 to 256 characters, unique in the project
 * @param parentId a {@code br-…} id; null means the project's default branch
 * @param endpoint settings of a read-write endpoint made in the same call; null makes none. Neon
 *     makes it enabled: {@code disabled} can only be set afterwards
 * @param annotations at most 50; they can't be changed later
 */
public record NewBranch(
    String name,
    @Nullable String parentId,
    @Nullable EndpointSettings endpoint,
    Map<String, String> annotations) {

  /** Copies the annotations. */
  public NewBranch {
    annotations = Map.copyOf(annotations);
  }
}
