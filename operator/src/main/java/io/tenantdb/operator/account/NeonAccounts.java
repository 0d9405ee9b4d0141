package io.tenantdb.operator.account;

import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Neon accounts with the keys that Secrets hold. Classes that name the same key share a budget. */
public final class NeonAccounts implements Accounts {
  private static final String DEFAULT_URL = "https://console.neon.tech/api/v2";
  private static final String DEFAULT_KEY = "api-key";

  private final OperatorSecrets secrets;
  private final NeonClients clients;
  private final Map<Account, Client> open = new ConcurrentHashMap<>();

  /** Accounts whose keys are in these Secrets. */
  public NeonAccounts(OperatorSecrets secrets, NeonClients clients) {
    this.secrets = secrets;
    this.clients = clients;
  }

  /** Makes clients of Neon's API. */
  @FunctionalInterface
  public interface NeonClients {
    /**
     * A client.
     *
     * @param account names the account, for its request budget
     */
    NeonApi client(String account, URI baseUrl, Secret apiKey);
  }

  @Override
  public NeonApi account(TenantDatabaseClass tenantClass) {
    NeonAccount terms = tenantClass.getSpec().neon();
    SecretKeyRef ref = terms.apiKeySecretRef();
    String url = terms.apiUrl() == null ? DEFAULT_URL : terms.apiUrl();
    Account account = new Account(url, ref.name(), ref.keyOr(DEFAULT_KEY));
    Secret key = keyOf(account);
    return open.compute(
            account,
            (name, client) ->
                client != null && client.key().equals(key)
                    ? client
                    : new Client(key, clients.client(name.toString(), URI.create(url), key)))
        .api();
  }

  private Secret keyOf(Account account) {
    return secrets
        .value(account.secret(), account.key())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(key -> !key.isEmpty())
        .map(Secret::new)
        .orElseThrow(
            () ->
                new ClassSecretException(
                    Reason.KeyMissing,
                    "The Neon API key is missing: there is no Secret %s with key %s in namespace %s."
                        .formatted(account.secret(), account.key(), secrets.namespace())));
  }

  private record Account(String url, String secret, String key) {
    /** As metrics name it. */
    @Override
    public String toString() {
      return secret + "/" + key + " at " + url;
    }
  }

  private record Client(Secret key, NeonApi api) {}
}
