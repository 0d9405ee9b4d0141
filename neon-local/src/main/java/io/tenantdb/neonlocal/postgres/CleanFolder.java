package io.tenantdb.neonlocal.postgres;

import io.tenantdb.neonlocal.storage.Snapshots;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stores the folder of a server that was shut down in order. */
public final class CleanFolder {

  private CleanFolder() {}

  /**
   * Stores it, without WAL that no longer matters.
   *
   * @param from the snapshot the folder was made from
   * @return the new snapshot
   */
  public static String capture(Snapshots snapshots, ServerFolder folder, @Nullable String from)
      throws IOException {
    String segment = folder.neededSegment();
    return snapshots.capture(
        folder.path(),
        from,
        (path, name) -> path.equals("pg_wal") ? name.equals(segment) : isWorthKeeping(name));
  }

  /** Everything but what a server makes anew when it starts. */
  static boolean isWorthKeeping(String name) {
    return !name.startsWith("postmaster.")
        && !name.startsWith("pgsql_tmp")
        && !name.startsWith("pg_internal.init");
  }
}
