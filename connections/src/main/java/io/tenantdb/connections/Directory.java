package io.tenantdb.connections;

import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.StoreUnavailableException.RegistryUnavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of stores: who is served under a host name, and what the registry says of an
 * organization. Thread-safe.
 */
final class Directory {
  private static final int PAGE = 1_000;

  private final Registry registry;
  private final HostNames names;
  private final HostResolver domains;
  private final Lookups<UUID, StoreRow> stores;
  private final Lookups<String, UUID> hosts;

  /** Made once, for the path that is to make nothing. */
  private final Lookups.Question<UUID, StoreRow> asking = this::ask;

  private final AtomicLong changes = new AtomicLong();
  private final Set<UUID> doubted = ConcurrentHashMap.newKeySet();

  Directory(
      Registry registry,
      HostNames names,
      HostResolver domains,
      Lookups<UUID, StoreRow> stores,
      Lookups<String, UUID> hosts) {
    this.registry = registry;
    this.names = names;
    this.domains = domains;
    this.stores = stores;
    this.hosts = hosts;
  }

  /** The store of an organization. */
  StoreRow store(UUID organization) throws StoreUnavailableException {
    return stores
        .find(organization, asking)
        .orElseThrow(
            () ->
                new NotFound(
                    "The registry has no store of organization %s.".formatted(organization)));
  }

  private Optional<StoreRow> ask(UUID organization) throws RegistryUnavailable {
    long before = changes.get();
    Optional<StoreRow> row = registry.byOrganization(organization);
    doubtIfChangedSince(before, organization);
    return row;
  }

  /**
   * What was read while something changed may be what was before, and the news of it has come and
   * gone when nobody knew the store yet.
   */
  private void doubtIfChangedSince(long before, UUID organization) {
    if (changes.get() != before) {
      doubted.add(organization);
    }
  }

  /**
   * The organization whose store is served under a host name.
   *
   * @param host as it stands in a request
   */
  UUID organization(String host) throws StoreUnavailableException {
    UUID known = hosts.known(host);
    if (known != null) {
      return known;
    }
    // What is no host name is not kept: it may be of any length, and there is no end of them.
    String plain = HostNames.plain(host).orElseThrow(Directory::nobody);
    return hosts.find(host, unused -> resolve(plain)).orElseThrow(Directory::nobody);
  }

  private static NotFound nobody() {
    return new NotFound("No store is served under this host name.");
  }

  private Optional<UUID> resolve(String plain) throws StoreUnavailableException {
    if (!names.isOurs(plain)) {
      return resolveDomain(plain);
    }
    Optional<String> label = names.labelOf(plain);
    long before = changes.get();
    List<StoreRow> rows = label.isEmpty() ? List.of() : registry.byLabel(label.get());
    if (rows.size() > 1) {
      throw new NotFound(
          "%d stores are registered under this host name, so none is served under it."
              .formatted(rows.size()));
    }
    rows.forEach(this::learn);
    rows.forEach(row -> doubtIfChangedSince(before, row.organization()));
    return rows.stream().map(StoreRow::organization).findFirst();
  }

  private Optional<UUID> resolveDomain(String host) throws RegistryUnavailable {
    try {
      return domains.organizationOf(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailable("Interrupted while a host name was being resolved.", e);
    } catch (Exception e) {
      throw new RegistryUnavailable("The host resolver can't tell now.", e);
    }
  }

  /** What is known of an organization without asking; null if that is nothing. */
  @Nullable StoreRow known(UUID organization) {
    return stores.known(organization);
  }

  /**
   * Reads again what is known of these organizations, of which the registry says that they changed,
   * and what was read while others changed.
   *
   * @return those that were read
   */
  Set<UUID> changed(Collection<UUID> organizations) throws RegistryUnavailable {
    if (!organizations.isEmpty()) {
      changes.incrementAndGet();
    }
    Set<UUID> inDoubt = Set.copyOf(doubted);
    Set<UUID> known = new HashSet<>(organizations);
    known.addAll(inDoubt);
    known.removeIf(id -> !stores.has(id));
    refresh(known);
    doubted.removeAll(inDoubt);
    return known;
  }

  /** Of all that is known, what the registry says otherwise by now. */
  List<UUID> outdated() throws RegistryUnavailable {
    List<UUID> known = stores.keys();
    Map<UUID, Long> versions = new HashMap<>();
    for (int from = 0; from < known.size(); from += PAGE) {
      versions.putAll(registry.versions(known.subList(from, Math.min(from + PAGE, known.size()))));
    }
    return known.stream().filter(id -> isOutdated(stores.known(id), versions.get(id))).toList();
  }

  private static boolean isOutdated(@Nullable StoreRow row, @Nullable Long version) {
    return row == null ? version != null : version == null || version != row.version();
  }

  /**
   * Reads these organizations again. What was known of them stays if the registry does not answer.
   */
  void refresh(Collection<UUID> organizations) throws RegistryUnavailable {
    if (organizations.isEmpty()) {
      return;
    }
    Map<UUID, StoreRow> rows =
        registry.byOrganizations(organizations).stream()
            .collect(Collectors.toMap(StoreRow::organization, Function.identity()));
    rows.values().forEach(this::learn);
    organizations.stream().filter(id -> !rows.containsKey(id)).forEach(stores::putNothing);
    hosts.forgetIf(
        (host, organization) ->
            organization
                .filter(id -> !organizations.contains(id) || isServedUnder(host, rows.get(id)))
                .isEmpty());
  }

  private void learn(StoreRow row) {
    stores.put(row.organization(), row, StoreRow::newer);
  }

  /**
   * Whether what was said of a host still holds; of domains that are not ours the registry says
   * nothing.
   */
  private boolean isServedUnder(String host, @Nullable StoreRow row) {
    return HostNames.plain(host)
        .flatMap(names::labelOf)
        .map(label -> row != null && label.equals(row.label()))
        .orElse(true);
  }

  void forget(UUID organization) {
    stores.forget(organization);
    hosts.forgetIf((host, known) -> known.isEmpty() || known.get().equals(organization));
  }

  void forgetAll() {
    stores.forgetAll();
    hosts.forgetAll();
  }
}
