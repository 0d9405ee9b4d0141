package io.tenantdb.operator.secret;

import io.tenantdb.api.TenantDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connection Secrets in memory, by name and owner. */
public final class FakeConnectionSecrets implements ConnectionSecrets {
  private final Map<String, Written> written = new HashMap<>();
  private final Set<String> foreign = new HashSet<>();
  private int writes;

  private record Written(String ownerUid, StoreCredentials credentials) {}

  /** Somebody else's Secret of this name. */
  public void addForeign(String name) {
    foreign.add(name);
  }

  public void delete(String name) {
    written.remove(name);
    foreign.remove(name);
  }

  public int count() {
    return written.size();
  }

  public int writes() {
    return writes;
  }

  public StoreCredentials credentials(String name) {
    return Optional.ofNullable(written.get(name)).orElseThrow().credentials();
  }

  @Override
  public Optional<PublishedSecret> find(TenantDatabase owner, String name) {
    return Optional.ofNullable(written.get(name))
        .filter(secret -> secret.ownerUid().equals(owner.getMetadata().getUid()))
        .map(Written::credentials)
        .map(
            c ->
                new PublishedSecret(
                    c.name(),
                    c.branchId(),
                    c.endpointId(),
                    c.role(),
                    c.format(),
                    c.sealed(),
                    true));
  }

  @Override
  public void publish(TenantDatabase owner, StoreCredentials credentials) {
    if (foreign.contains(credentials.name())) {
      throw new SecretNameTakenException(
          "Secret %s belongs to somebody else.".formatted(credentials.name()));
    }
    String uid = owner.getMetadata().getUid();
    written.values().removeIf(secret -> secret.ownerUid().equals(uid));
    written.put(credentials.name(), new Written(uid, credentials));
    writes++;
  }
}
