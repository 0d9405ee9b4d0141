package io.tenantdb.api;

/** One word that sums up where a TenantDatabase stands. */
public enum Phase {
  /** Not placed yet, or waiting for its class. */
  Pending,
  /** Being made. */
  Provisioning,
  /** In use. */
  Ready,
  /** Suspended on request. */
  Suspended,
  /** Something needs a person, or a change that worked before fails. */
  Failed,
  /** Being deleted. */
  Deleting
}
