package io.tenantdb.operator.intake;

import io.tenantdb.api.TenantDatabase;

/** Where new TenantDatabases go. */
public interface NewStores {

  /**
   * Creates it; one of that name that is there already is left as it is.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if it could not be told whether
   *     it may be there; try again
   */
  Made create(TenantDatabase database);

  /** What came of it. */
  sealed interface Made {
    /**
     * It is there.
     *
     * @param database as it is, which need not be as it was asked for
     */
    record Store(TenantDatabase database) implements Made {}

    /**
     * It can't be, as it was asked for.
     *
     * @param why a sentence for people
     */
    record Refused(String why) implements Made {}

    /** The organization's former store is being deleted: not yet. */
    record Leaving(TenantDatabase database) implements Made {}

    /**
     * It can't be as this cluster is set up, whatever was asked for.
     *
     * @param why a sentence for people
     */
    record NotHere(String why) implements Made {}
  }
}
