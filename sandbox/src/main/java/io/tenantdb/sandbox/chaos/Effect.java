package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.chaos.WriteGate.Write;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outside effects of the operator, at each of which it is killed. */
enum Effect {
  CREATE_BRANCH("POST", "/projects/*/branches"),
  CREATE_PROJECT("POST", "/projects"),
  RESET_PASSWORD("POST", "/projects/*/branches/*/roles/*/reset_password"),
  CONNECTION_URI("GET", "/projects/*/connection_uri"),
  UPDATE_ENDPOINT("PATCH", "/projects/*/endpoints/*"),
  DELETE_BRANCH("DELETE", "/projects/*/branches/*"),
  DELETE_PROJECT("DELETE", "/projects/*"),
  /** Has no call of its own: it follows the answer of a connection URI. */
  SQL_SESSION("GET", "/projects/*/connection_uri"),
  SECRET_WRITE(Write.SECRET),
  STATUS_WRITE(Write.STATUS);

  private final String method;
  private final String path;
  private final @Nullable Write write;

  Effect(String method, String path) {
    this.method = method;
    this.path = path;
    this.write = null;
  }

  Effect(Write write) {
    this.method = "";
    this.path = "";
    this.write = write;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  /** The write to the cluster that it is; empty for calls to Neon. */
  Optional<Write> write() {
    return Optional.ofNullable(write);
  }

  /** For tables: {@code create branch}. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
