package io.tenantdb.operator.secret;

import io.tenantdb.api.TenantDatabase;
import java.util.Optional;

/** The Secrets that applications read, one for each TenantDatabase, in its namespace. */
public interface ConnectionSecrets {

  /**
   * The Secret of this name if the operator wrote it for {@code owner} and it is whole. From a
   * cache.
   */
  Optional<PublishedSecret> find(TenantDatabase owner, String name);

  /**
   * Writes the Secret. Keys, labels and annotations that others put there stay. The owner's Secrets
   * of other names are deleted.
   *
   * @throws SecretNameTakenException if a Secret of the name belongs to somebody else; it is left
   *     as it is
   */
  void publish(TenantDatabase owner, StoreCredentials credentials);
}
