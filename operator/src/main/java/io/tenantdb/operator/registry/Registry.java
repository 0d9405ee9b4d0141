package io.tenantdb.operator.registry;

import java.util.Set;
import java.util.UUID;

/**
 * Where the platform looks up its stores' databases: a copy of what the cluster says, never the
 * source.
 *
 * <p>All methods return at once, never throw, and may be called from any thread. What is published
 * reaches the registry later, when it can be reached; for one organization the latest call wins.
 */
public interface Registry {

  /**
   * Makes the organization's row say what {@code entry} says. Publishing the same again costs no
   * write.
   */
  void publish(RegistryEntry entry);

  /** Removes the organization's row, with its migrations and connections. */
  void remove(UUID organizationId);

  /**
   * Says that the operator has seen every resource of the cluster, so that rows of organizations
   * that are neither in {@code live} nor published since are leftovers and are removed. Only rows
   * that this installation wrote are. Before the first call no unknown row is touched.
   *
   * @param live every organization that has a resource now, published or not
   */
  void complete(Set<UUID> live);

  /** A registry for installations without one: does nothing. */
  static Registry none() {
    return NoRegistry.INSTANCE;
  }
}
