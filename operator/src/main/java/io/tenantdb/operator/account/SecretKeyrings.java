package io.tenantdb.operator.account;

import io.tenantdb.api.Reason;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.KeyringException;
import io.tenantdb.sealing.Sealer;

/** Keyrings read from the Secrets of the operator's namespace. */
public final class SecretKeyrings implements Keyrings {
  private static final String DEFAULT_KEY = "keyring.json";

  private final OperatorSecrets secrets;

  /** Keyrings from these Secrets. */
  public SecretKeyrings(OperatorSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Sealer sealer(TenantDatabaseClass tenantClass) {
    SecretKeyRef ref = tenantClass.getSpec().encryption().keyringSecretRef();
    byte[] jwks =
        secrets
            .value(ref.name(), ref.keyOr(DEFAULT_KEY))
            .orElseThrow(
                () ->
                    new ClassSecretException(
                        Reason.KeyringMissing,
                        "The keyring is missing: there is no Secret %s with key %s in namespace %s."
                            .formatted(ref.name(), ref.keyOr(DEFAULT_KEY), secrets.namespace())));
    try {
      return new Sealer(Keyring.parse(jwks));
    } catch (KeyringException e) {
      throw new ClassSecretException(
          Reason.KeyringInvalid,
          "The keyring in Secret %s/%s can't be used: %s"
              .formatted(secrets.namespace(), ref.name(), e.getMessage()));
    }
  }
}
