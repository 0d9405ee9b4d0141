package io.tenantdb.schema;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure of JDBC, read once: its state and what it means. */
record DatabaseFailure(String sqlState, String message, SQLException cause) {

  static final String UNKNOWN_STATE = "unknown";

  static DatabaseFailure of(SQLException cause) {
    return new DatabaseFailure(
        Objects.requireNonNullElse(cause.getSQLState(), UNKNOWN_STATE),
        Objects.requireNonNullElse(cause.getMessage(), "no message"),
        cause);
  }

  /** The failure of JDBC beneath another exception, if there is one. */
  static Optional<DatabaseFailure> beneath(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return Optional.of(of(sql));
      }
    }
    return Optional.empty();
  }

  /** The exception if the database could not be used at all, whatever was asked of it. */
  Optional<SchemaException> asNoAccess(String what) {
    if (SqlStates.isUnreachable(sqlState)) {
      return Optional.of(new SchemaException.Unreachable(describe(what), cause));
    }
    if (SqlStates.isAccessRefused(sqlState)) {
      return Optional.of(new SchemaException.AccessRefused(describe(what), cause));
    }
    return Optional.empty();
  }

  /**
   * The exception for a connection that did not come about. Proxies report a compute that does not
   * wake with states of their own, so whatever is no refusal counts as unreachable.
   */
  SchemaException asConnectFailure(String what) {
    return asNoAccess(what).orElseGet(() -> new SchemaException.Unreachable(describe(what), cause));
  }

  /** The exception for a statement that did {@code what}, a phrase as in "could not …". */
  SchemaException asStatementFailure(String what) {
    return asNoAccess(what)
        .orElseGet(() -> new SchemaException.StatementFailed(what, sqlState, message, cause));
  }

  private String describe(String what) {
    return "could not %s (SQLSTATE %s): %s".formatted(what, sqlState, message);
  }
}
