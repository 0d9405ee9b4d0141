package io.tenantdb.neonlocal.postgres;

import io.tenantdb.neonlocal.storage.Selection;
import io.tenantdb.neonlocal.storage.Snapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot of a server while people write to it: PostgreSQL's low-level backup with the WAL
 * that makes it consistent. A server started from it holds every transaction committed before the
 * backup ended and nothing of the others.
 */
public final class LiveBackup {

  /**
   * A snapshot and the position in the parent's WAL it stands for.
   *
   * @param lsn as PostgreSQL writes positions, {@code 0/1A7F730}
   */
  public record Taken(String snapshot, String lsn) {}

  /** Their contents belong to the running server only (as in pg_basebackup). */
  private static final Set<String> TRANSIENT_FOLDERS =
      Set.of(
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans",
          "pg_wal");

  private final Admin admin;
  private final Snapshots snapshots;

  /** Stores into these snapshots. */
  public LiveBackup(Admin admin, Snapshots snapshots) {
    this.admin = admin;
    this.snapshots = snapshots;
  }

  /**
   * Takes the snapshot; returns when it is stored.
   *
   * @param from the snapshot the server's folder was made from
   */
  public Taken take(InetSocketAddress server, ServerFolder folder, @Nullable String from)
      throws SQLException, IOException {
    try (Connection connection = admin.connect(server)) {
      // The slot keeps the WAL of the backup from being recycled; it goes with the session.
      query(
          connection,
          "SELECT pg_create_physical_replication_slot('branch_' || pg_backend_pid(), true, true)",
          1);
      String start =
          query(connection, "SELECT pg_walfile_name(pg_backup_start('neon-local', true) + 1)", 1)[
              0];
      String data = snapshots.capture(folder.path(), from, (path, name) -> isData(path, name));
      String[] stop =
          query(
              connection,
              "SELECT lsn, labelfile, pg_walfile_name(lsn) FROM pg_backup_stop(false)",
              3);
      String wal =
          snapshots.capture(folder.path().resolve("pg_wal"), null, segments(start, stop[2]));
      String labelled =
          snapshots.withFile(data, "backup_label", stop[1].getBytes(StandardCharsets.UTF_8));
      return new Taken(snapshots.withFolder(labelled, "pg_wal", wal), stop[0]);
    }
  }

  private static boolean isData(String folder, String name) {
    return CleanFolder.isWorthKeeping(name) && !TRANSIENT_FOLDERS.contains(topOf(folder));
  }

  private static String topOf(String folder) {
    int slash = folder.indexOf('/');
    return slash < 0 ? folder : folder.substring(0, slash);
  }

  private static Selection segments(String first, String last) {
    return (folder, name) ->
        name.length() == 24 && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
  }

  private static String[] query(Connection connection, String sql, int columns)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      String[] values = new String[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = row.getString(i + 1);
      }
      return values;
    }
  }
}
