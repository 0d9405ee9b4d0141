package io.tenantdb.operator.account;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;

/** The Neon accounts that classes name. */
public interface Accounts {

  /**
   * The account of a class, with the key that its Secret holds now.
   *
   * @throws ClassSecretException if the Secret or the key in it is missing
   */
  NeonApi account(TenantDatabaseClass tenantClass);
}
