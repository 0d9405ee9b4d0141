package io.tenantdb.neonlocal.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody uses a server, asked the way Neon's compute monitor does
 * (compute_tools/src/monitor.rs): a session that is not idle keeps the compute awake, an idle one
 * counts from when it became idle.
 *
 * @param busy whether a session is in a statement or transaction, or a subscriber reads changes
 * @param lastChange when the last idle session became idle; null without sessions
 */
public record Activity(boolean busy, @Nullable Instant lastChange) {

  private static final String QUERY =
      """
      SELECT coalesce(bool_or(state <> 'idle' OR backend_type = 'walsender'), false),
             max(state_change)
      FROM pg_stat_activity
      WHERE backend_type IN ('client backend', 'walsender') AND usename <> 'cloud_admin'
      """;

  /** Asks the server. */
  public static Activity of(Connection admin) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      OffsetDateTime last = row.getObject(2, OffsetDateTime.class);
      return new Activity(row.getBoolean(1), last == null ? null : last.toInstant());
    }
  }
}
