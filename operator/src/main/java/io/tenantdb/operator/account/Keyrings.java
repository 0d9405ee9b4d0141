package io.tenantdb.operator.account;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.sealing.Sealer;

/** The keyrings that classes name. */
public interface Keyrings {

  /**
   * What seals for the stores of a class.
   *
   * @throws ClassSecretException if the keyring's Secret is missing or can't be read
   */
  Sealer sealer(TenantDatabaseClass tenantClass);
}
