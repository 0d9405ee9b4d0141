package io.tenantdb.operator.fleet;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.List;
import java.util.Optional;

/** What the cluster holds, read from caches: no call leaves the process. */
public interface Fleet {

  /** Every TenantDatabase that names the organization. */
  List<TenantDatabase> ofOrganization(String organizationId);

  /** Every TenantDatabase whose status names the Neon project. */
  List<TenantDatabase> placedIn(String projectId);

  /** The class of this name. */
  Optional<TenantDatabaseClass> tenantClass(String name);

  /** The class for stores that name none: of those marked as default, the newest. */
  Optional<TenantDatabaseClass> defaultClass();
}
