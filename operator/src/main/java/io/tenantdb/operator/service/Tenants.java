package io.tenantdb.operator.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.tenant.StoreState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The stores as callers see them. Everything comes from caches, and what was just made from here:
 * who is told where to look finds something there, though caches are a moment behind.
 */
final class Tenants {
  private static final String DELETING = "deleting";
  private static final String ACTIVE = "active";
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

  private final Supplier<Fleet> fleet;
  private final Supplier<ConnectionSecrets> secrets;
  private final Cache<String, TenantDatabase> justMade;

  Tenants(Supplier<Fleet> fleet, Supplier<ConnectionSecrets> secrets, Ticker ticker) {
    this.fleet = fleet;
    this.secrets = secrets;
    justMade =
        Caffeine.newBuilder()
            .expireAfterWrite(SEEN_WITHIN)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** A store that was made this moment. */
  void remember(TenantDatabase store) {
    justMade.put(store.getSpec().organizationId(), store);
  }

  /** The store that is served under the subdomain. */
  Optional<TenantDatabase> underSubdomain(String subdomain) {
    return claims().servedUnder(subdomain);
  }

  /** The organization's store. */
  Optional<TenantDatabase> ofOrganization(UUID organization) {
    return claims()
        .ownerOf(organization.toString())
        .or(() -> Optional.ofNullable(justMade.getIfPresent(organization.toString())));
  }

  /** How it is. */
  TenantView view(TenantDatabase store) {
    TenantDatabaseStatus status = statusOf(store);
    String state = state(store, status);
    Optional<Condition> ready =
        Conditions.find(status.conditions(), ConditionType.Ready)
            .filter(condition -> !state.equals(ACTIVE));
    return new TenantView(
        store.getSpec().organizationId(),
        store.getSpec().storeName(),
        claims().ownsSubdomain(store) ? store.getSpec().subdomain() : null,
        state,
        ready.map(Condition::getReason).orElse(null),
        ready.map(Condition::getMessage).orElse(null),
        steps(status));
  }

  private static List<TenantView.Step> steps(TenantDatabaseStatus status) {
    return status.conditions().stream().map(TenantView.Step::of).toList();
  }

  /**
   * What an application connects with.
   *
   * @throws Problem if there is none now
   */
  ConnectionView connection(TenantDatabase store) {
    TenantView view = view(store);
    return secretOf(store)
        .filter(secret -> view.status().equals(ACTIVE))
        .map(secret -> new ConnectionView(view.organizationId(), secret.sealed()))
        .orElseThrow(() -> Problem.conflict(whyNone(view)));
  }

  private static String whyNone(TenantView view) {
    String why = view.reason() == null ? "" : " (%s: %s)".formatted(view.reason(), view.message());
    return "The store has no connection now, it is %s%s.".formatted(view.status(), why);
  }

  private String state(TenantDatabase store, TenantDatabaseStatus status) {
    if (store.isMarkedForDeletion()) {
      return DELETING;
    }
    State state = StoreState.of(status, secretOf(store));
    return state.name().toLowerCase(Locale.ROOT);
  }

  private Optional<PublishedSecret> secretOf(TenantDatabase store) {
    return secrets.get().find(store, StoreTerms.secretName(store));
  }

  private static TenantDatabaseStatus statusOf(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus()).orElse(TenantDatabaseStatus.empty());
  }

  private Claims claims() {
    return new Claims(fleet.get());
  }
}
