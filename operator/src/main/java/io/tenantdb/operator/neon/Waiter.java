package io.tenantdb.operator.neon;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import org.jspecify.annotations.Nullable;

/**
 * A resource that waits for its turn in a Neon project, or for its own change to be carried out.
 *
 * @param namespace null for a class, which has none
 */
public record Waiter(Kind kind, @Nullable String namespace, String name) {

  /** A store. */
  public static Waiter of(TenantDatabase database) {
    return new Waiter(
        Kind.STORE, database.getMetadata().getNamespace(), database.getMetadata().getName());
  }

  /** A class. */
  public static Waiter of(TenantDatabaseClass tenantClass) {
    return new Waiter(Kind.CLASS, null, tenantClass.getMetadata().getName());
  }

  /** The removal of what belongs to no store, in the projects of a class. */
  public static Waiter ofOrphans(TenantDatabaseClass tenantClass) {
    return new Waiter(Kind.ORPHANS, null, tenantClass.getMetadata().getName());
  }

  /** Which kind of resource waits. */
  public enum Kind {
    /** A TenantDatabase. */
    STORE,
    /** A TenantDatabaseClass. */
    CLASS,
    /** The same, for what is apart from its templates. */
    ORPHANS
  }
}
