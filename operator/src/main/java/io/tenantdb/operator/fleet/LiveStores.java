package io.tenantdb.operator.fleet;

import java.util.List;

/** What the cluster says at this very moment: each call leaves the process. */
@FunctionalInterface
public interface LiveStores {

  /**
   * {@code namespace/name} of every TenantDatabase that names the organization, in all namespaces;
   * also of those that are being deleted. Throws what the cluster's client throws when it can't be
   * told.
   */
  List<String> ofOrganization(String organizationId);
}
