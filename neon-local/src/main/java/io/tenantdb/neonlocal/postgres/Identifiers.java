package io.tenantdb.neonlocal.postgres;

/** Names and texts inside SQL that takes no parameters. */
final class Identifiers {

  private Identifiers() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
