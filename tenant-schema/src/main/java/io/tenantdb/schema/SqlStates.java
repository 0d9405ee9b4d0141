package io.tenantdb.schema;

import java.util.Set;

/** What SQLSTATE codes mean for a caller (PostgreSQL documentation, appendix A). */
final class SqlStates {

  private static final String CONNECTION_CLASS = "08";
  private static final String AUTHORIZATION_CLASS = "28";
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "3F000");

  /** Shutting down, crashed, starting up, and too many connections. */
  private static final Set<String> SERVER_NOT_READY = Set.of("57P01", "57P02", "57P03", "53300");

  /** Serialization failure, deadlock, lock not available, statement or idle time-out. */
  private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "57014", "25P03");

  private static final String NO_SUCH_FUNCTION = "42883";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private SqlStates() {}

  static boolean isUnreachable(String state) {
    return state.startsWith(CONNECTION_CLASS) || SERVER_NOT_READY.contains(state);
  }

  static boolean isAccessRefused(String state) {
    return state.startsWith(AUTHORIZATION_CLASS) || state.equals(NO_SUCH_DATABASE);
  }

  static boolean isNoSuchTable(String state) {
    return NO_SUCH_TABLE.contains(state);
  }

  /** A function is not there, or not for this role. */
  static boolean isNoFunctionToCall(String state) {
    return state.equals(NO_SUCH_FUNCTION)
        || state.equals(INSUFFICIENT_PRIVILEGE)
        || isNoSuchTable(state);
  }

  static boolean isPassing(String state) {
    return PASSING.contains(state);
  }
}
