package io.tenantdb.neonlocal.storage;

/** Which files and folders of a folder belong to a snapshot. */
@FunctionalInterface
public interface Selection {

  /**
   * Whether a file or folder belongs to the snapshot; what is in a folder that does not, does not
   * either.
   *
   * @param folder path of its folder below the top, with {@code /}; empty for the top itself
   * @param name its name
   */
  boolean keeps(String folder, String name);
}
