package io.tenantdb.operator.registry;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What went wrong with the database, in words that may be logged: never the values of a row, which
 * a server's details and a driver's batch messages quote.
 *
 * @param sqlState the database's code; empty when the trouble was not with a statement
 * @param sentence what went wrong
 */
record Fault(String sqlState, String sentence) {

  static Fault of(Throwable thrown) {
    SQLException sql = sqlCause(thrown);
    if (sql == null) {
      return new Fault("", thrown.getClass().getSimpleName() + ": " + firstLine(thrown));
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    ServerErrorMessage server = sql instanceof PSQLException pg ? pg.getServerErrorMessage() : null;
    return new Fault(state, server == null ? firstLine(sql) : sentence(server));
  }

  /**
   * Whether one row's values are to blame, so that other rows can still be written: bad data (22),
   * constraints (23), too large for an index (54), an exception of somebody's trigger (P0).
   */
  boolean isAboutTheRow() {
    return sqlState.length() == 5
        && Set.of("22", "23", "54", "P0").contains(sqlState.substring(0, 2));
  }

  /** Whether another row has a value that must be unique. */
  boolean isAboutUniqueness() {
    return sqlState.equals("23505");
  }

  @Override
  public String toString() {
    return sqlState.isEmpty() ? sentence : "%s (SQLSTATE %s)".formatted(sentence, sqlState);
  }

  private static String sentence(ServerErrorMessage server) {
    String hint = server.getHint();
    return hint == null ? server.getMessage() + "" : server.getMessage() + " " + hint;
  }

  // The deepest one with a state is what the server said; the ones above only wrap it.
  private static @Nullable SQLException sqlCause(Throwable thrown) {
    SQLException found = null;
    for (Throwable at = thrown; at != null && at != at.getCause(); at = at.getCause()) {
      found = at instanceof SQLException sql ? sql : found;
    }
    return found;
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage() == null ? "no message" : thrown.getMessage();
    return message.lines().findFirst().orElse("no message");
  }
}
