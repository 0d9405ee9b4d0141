package io.tenantdb.connections;

import java.util.Map;

/** By which of a Neon endpoint's two hosts stores are reached. */
public enum StoreHost {
  /**
   * Neon's pooler (PgBouncer, transaction mode): up to 10,000 clients an endpoint. What belongs to
   * a session does not outlive a transaction there: {@code SET}, {@code LISTEN}, advisory locks of
   * sessions, temporary tables; the driver prepares no statements on the server.
   */
  POOLED,

  /** The compute itself: whole sessions, as many as its {@code max_connections}. */
  DIRECT;

  private static final String POOLER = "-pooler";

  Map<String, String> driverProperties() {
    return this == POOLED ? Map.of("prepareThreshold", "0") : Map.of();
  }

  /** This host of the endpoint whose pooled host it is; another is taken as it is. */
  String of(String pooled) {
    int dot = pooled.indexOf('.');
    String endpoint = dot < 0 ? pooled : pooled.substring(0, dot);
    return this == DIRECT && endpoint.endsWith(POOLER)
        ? endpoint.substring(0, endpoint.length() - POOLER.length())
            + pooled.substring(endpoint.length())
        : pooled;
  }
}
