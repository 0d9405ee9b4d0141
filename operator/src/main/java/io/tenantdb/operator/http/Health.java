package io.tenantdb.operator.http;

/**
 * How the operator is. Both are asked on the HTTP server's threads, every few seconds, and answer
 * from what is known: they never call out.
 */
public interface Health {

  /**
   * Whether the process can still do its work. Must not depend on Neon, Postgres or Kubernetes
   * being reachable: a restart mends none of them.
   */
  Liveness live();

  /** Whether the process does its work now, check by check. */
  Readiness ready();
}
