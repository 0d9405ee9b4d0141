package io.tenantdb.api;

/** The annotations by which people tell the operator something. Part of the API. */
public final class Annotations {
  /**
   * On a TenantDatabaseClass: a time of RFC 3339. Deletions of its stores that were asked for until
   * then go on, however many they are.
   */
  public static final String ALLOW_DELETIONS_UNTIL = "tenantdb.io/allow-deletions-until";

  /** On a TenantDatabase: its own name. Its deletion goes on whatever the fleet guard says. */
  public static final String CONFIRM_DELETION = "tenantdb.io/confirm-deletion";

  /**
   * On a TenantDatabaseClass: {@code dry-run}, or the ids of branches that belong to no
   * TenantDatabase and are to be removed, separated by commas.
   */
  public static final String REMOVE_ORPHANS = "tenantdb.io/remove-orphans";

  private Annotations() {}
}
