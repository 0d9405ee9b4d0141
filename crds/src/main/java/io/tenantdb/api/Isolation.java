package io.tenantdb.api;

/** How far apart stores of a class are kept at Neon. */
public enum Isolation {
  /** Many stores as branches of a few projects. */
  Branch,
  /** A Neon project for each store. */
  Project
}
