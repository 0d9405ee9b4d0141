package io.tenantdb.neonlocal.storage;

/** Which files of a folder belong to a snapshot. */
@FunctionalInterface
public interface Selection {

  /**
   * Whether a file belongs to the snapshot.
   *
   * @param folder path of its folder below the top, with {@code /}; empty for the top itself
   * @param name its name
   */
  boolean keeps(String folder, String name);
}
