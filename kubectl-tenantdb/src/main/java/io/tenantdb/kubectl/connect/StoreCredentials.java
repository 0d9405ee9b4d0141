package io.tenantdb.kubectl.connect;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.tenantdb.api.Binding;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.kubectl.cluster.Cluster;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.PluginException;
import io.tenantdb.kubectl.cluster.StoreName;
import io.tenantdb.sealing.Sealer;
import java.util.Optional;
import java.util.UUID;

/** The credentials of a store that is there, out of its connection Secret. */
record StoreCredentials(Cluster cluster, TenantDatabase store) {
  private static final String SEALED = "connection-string.jwe";

  /** Refuses stores that can't be connected to. */
  StoreCredentials inUse() {
    boolean isSuspended =
        store.getSpec().isSuspended()
            || Conditions.ready(store)
                .flatMap(Conditions::reason)
                .filter(Reason.Suspended::equals)
                .isPresent();
    if (isSuspended) {
      throw notInUse(
          "it is suspended on request. Set spec.suspended to false: "
              + StoreName.of(store).resumption());
    }
    return this;
  }

  /** The connection string, plain, or opened with the keyring. */
  String connectionString(KeyringOptions keyring) {
    Secret secret = secret();
    // A keyring that is named is meant to be used.
    Optional<String> plain = keyring.isFile() ? Optional.empty() : SecretData.text(secret, "uri");
    return plain.orElseGet(() -> opened(secret, keyring));
  }

  /** The same in its parts. */
  ConnectionUri uri(KeyringOptions keyring) {
    return ConnectionUri.of(connectionString(keyring))
        .orElseThrow(
            () ->
                new PluginException(
                    ExitStatus.REFUSED,
                    "The Secret of store %s does not hold a connection URI (%s). Delete it, and the operator writes it anew."
                        .formatted(StoreName.of(store), ConnectionUri.FORM)));
  }

  private Secret secret() {
    Binding binding = Conditions.status(store).binding();
    if (binding == null) {
      throw notInUse(
          "it has no credentials yet%s See: kubectl tenantdb why %s"
              .formatted(
                  Conditions.ready(store)
                      .map(StoreCredentials::because)
                      .orElse(", and no operator has looked at it."),
                  StoreName.of(store).asArguments()));
    }
    String namespace = store.getMetadata().getNamespace();
    Secret secret =
        cluster
            .secret(namespace, binding.name())
            .orElseThrow(
                () ->
                    new PluginException(
                        ExitStatus.NOT_FOUND,
                        "The Secret %s/%s of store %s is not there; a running operator writes it anew within seconds."
                            .formatted(namespace, binding.name(), StoreName.of(store))));
    if (!isOwned(secret)) {
      throw new PluginException(
          ExitStatus.REFUSED,
          "The Secret %s/%s does not belong to store %s, so its content is not used."
              .formatted(namespace, binding.name(), StoreName.of(store)));
    }
    return secret;
  }

  private boolean isOwned(Secret secret) {
    return secret.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> store.getMetadata().getUid().equals(owner.getUid()));
  }

  private String opened(Secret secret, KeyringOptions keyring) {
    String sealed =
        SecretData.text(secret, SEALED)
            .orElseThrow(
                () ->
                    new PluginException(
                        ExitStatus.NOT_FOUND,
                        "The Secret %s/%s has no key %s; delete it, and the operator writes it anew."
                            .formatted(
                                secret.getMetadata().getNamespace(),
                                secret.getMetadata().getName(),
                                SEALED)));
    String className = String.valueOf(Conditions.status(store).className());
    return new Sealer(keyring.keyring(cluster, className))
        .open(sealed, UUID.fromString(store.getSpec().organizationId()));
  }

  private static String because(Condition ready) {
    return " (%s): %s".formatted(ready.getReason(), ready.getMessage());
  }

  private PluginException notInUse(String why) {
    return new PluginException(
        ExitStatus.NOT_IN_USE,
        "Store %s can't be connected to: %s".formatted(StoreName.of(store), why));
  }
}
