package io.tenantdb.sandbox.bench.bare;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;

/**
 * A TenantDatabase by another name, so that it costs the API server and the caches what a
 * TenantDatabase does.
 */
@Group(BareStore.GROUP)
@Version(TenantDatabase.VERSION)
@Plural("barestores")
public final class BareStore extends CustomResource<TenantDatabaseSpec, BareStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  static final String GROUP = "bench.tenantdb.io";

  /** The definition of this resource, made of TenantDatabase's. */
  public static String definition(String ofTenantDatabase) {
    return ofTenantDatabase
        .replace("\"" + TenantDatabase.GROUP + "\"", "\"" + GROUP + "\"")
        .replace("tenantdatabases." + TenantDatabase.GROUP, "barestores." + GROUP)
        .replace("tenantdatabases", "barestores")
        .replace("\"tenantdatabase\"", "\"barestore\"")
        .replace("\"TenantDatabase\"", "\"BareStore\"")
        .replace("\"tdb\"", "\"bare\"");
  }
}
