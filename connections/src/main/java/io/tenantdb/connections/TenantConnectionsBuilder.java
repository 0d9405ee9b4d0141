package io.tenantdb.connections;

import io.tenantdb.sealing.Keyring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes {@link TenantConnections}. The registry and a keyring must be given, all else may be. */
public final class TenantConnectionsBuilder {
  private @Nullable RegistryLogin registry;
  private @Nullable Supplier<Keyring> keyrings;
  private final List<String> baseDomains = new ArrayList<>();
  private final Map<String, String> driverProperties = new HashMap<>();
  private HostResolver domains = host -> Optional.empty();
  private StoreHost host = StoreHost.POOLED;
  private PoolTerms terms = PoolTerms.standard();
  private ConnectionsListener listener = new ConnectionsListener() {};

  TenantConnectionsBuilder() {}

  /**
   * The registry. The login must be a member of the registry's service role. If a pooler is in
   * front of it that pools transactions, changes are seen after two seconds instead of at once.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://host/database?sslmode=verify-full}
   */
  public TenantConnectionsBuilder registry(String jdbcUrl, String user, String password) {
    registry = new RegistryLogin(jdbcUrl, user, password);
    return this;
  }

  /** What opens sealed strings: the operator's keyring, or its part with the keys in use. */
  public TenantConnectionsBuilder keyring(Keyring keys) {
    return keyring(() -> keys);
  }

  /**
   * The same for a keyring that rotates, such as a mounted file: asked each time a string is
   * opened, which is once for each pool. What it throws is told as {@link
   * StoreUnavailableException.NotOpened}.
   */
  public TenantConnectionsBuilder keyring(Supplier<Keyring> keys) {
    keyrings = keys;
    return this;
  }

  /**
   * A domain whose next label names a store: with {@code example.com}, {@code acme.example.com} is
   * the store with the subdomain {@code acme}. There may be several.
   *
   * @throws IllegalArgumentException by {@link #build} if it is no domain
   */
  public TenantConnectionsBuilder baseDomain(String domain) {
    baseDomains.add(domain);
    return this;
  }

  /** Who says whose the host names are that are below no base domain. Without it nobody's. */
  public TenantConnectionsBuilder customDomains(HostResolver resolver) {
    domains = resolver;
    return this;
  }

  /** By which host stores are reached; the pooler's if nothing is said. */
  public TenantConnectionsBuilder host(StoreHost which) {
    host = which;
    return this;
  }

  /** How many connections there may be, and how long anybody waits. */
  public TenantConnectionsBuilder pools(PoolTerms how) {
    terms = how;
    return this;
  }

  /**
   * A property of the PostgreSQL driver for connections to stores, such as {@code sslmode} or
   * {@code sslrootcert}; it comes before what the sealed string says.
   */
  public TenantConnectionsBuilder driverProperty(String name, String value) {
    driverProperties.put(name, value);
    return this;
  }

  /** Who is told what happens. */
  public TenantConnectionsBuilder listener(ConnectionsListener who) {
    listener = who;
    return this;
  }

  /**
   * Begins. The registry need not be there yet.
   *
   * @throws IllegalStateException if registry or keyring were not given
   */
  public TenantConnections build() {
    if (registry == null || keyrings == null) {
      throw new IllegalStateException("registry(…) and keyring(…) must be given");
    }
    return new TenantConnections(
        new Wiring(
                registry,
                keyrings,
                new HostNames(baseDomains),
                domains,
                host,
                Map.copyOf(driverProperties),
                terms,
                listener)
            .start());
  }
}
