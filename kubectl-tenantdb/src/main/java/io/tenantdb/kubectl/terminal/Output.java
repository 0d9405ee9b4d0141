package io.tenantdb.kubectl.terminal;

/** How an answer is written. The names are what people type. */
public enum Output {
  /** For people. */
  table,
  /** For programs. */
  json
}
