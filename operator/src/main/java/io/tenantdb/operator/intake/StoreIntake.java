package io.tenantdb.operator.intake;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.intake.NewStores.Made;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes TenantDatabases for organizations that ask for a store. Twice is once: the resource's name
 * follows from the organization. Thread-safe.
 */
public final class StoreIntake {
  /** On a TenantDatabase: how it was asked for. */
  static final String LABEL = "tenantdb.io/intake";

  /** On a TenantDatabase: the ServiceAccount that asked for it. */
  static final String REQUESTED_BY = "tenantdb.io/requested-by";

  private static final String OF_ROW = "organizations";
  private static final String OF_CALL = "service";
  private static final String NAME_PREFIX = "org-";

  private final Supplier<Fleet> fleet;
  private final Intakes intakes;
  private final NewStores stores;

  /**
   * An intake.
   *
   * @param served the namespaces that this operator serves; empty for all
   */
  public StoreIntake(Supplier<Fleet> fleet, NewStores stores, Set<String> served) {
    this.fleet = fleet;
    this.intakes = new Intakes(fleet, served);
    this.stores = stores;
  }

  /** How an organization asked. */
  public sealed interface Request {
    /** By a row in {@code organizations}. */
    record Row() implements Request {}

    /** By a call of the connection service. */
    record Call(String serviceAccount) implements Request {}
  }

  /** Whether any class takes organizations in. */
  public boolean isOpen() {
    return intakes.areOpen();
  }

  /** The namespace that a store of the region would be made in; empty when no class takes it. */
  public Optional<String> namespaceFor(@Nullable String region) {
    return intakes.in(region) instanceof Intakes.Choice.Of chosen
        ? Optional.of(chosen.namespace())
        : Optional.empty();
  }

  /** The TenantDatabase that owns the organization. */
  public Optional<TenantDatabase> storeOf(UUID organization) {
    return new Claims(fleet.get()).ownerOf(organization.toString());
  }

  /** The organizations of all stores that were made for rows. */
  Stream<UUID> storesOfRows() {
    return fleet.get().all().stream()
        .filter(store -> OF_ROW.equals(store.getMetadata().getLabels().get(LABEL)))
        .map(store -> UUID.fromString(store.getSpec().organizationId()));
  }

  /**
   * The organization's TenantDatabase: the one that is there, whoever made it, or a new one.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the cluster can't be asked
   */
  public Made take(Organization organization, Request request) {
    Optional<TenantDatabase> there = storeOf(organization.id());
    if (there.isPresent()) {
      return isOrIsLeaving(there.get());
    }
    String name = organization.name();
    if (name == null) {
      return new Made.Refused("The organization has no name: give it one, the store's.");
    }
    return switch (intakes.in(organization.region())) {
      case Intakes.Choice.None(String why) -> new Made.NotHere(why);
      case Intakes.Choice.Of chosen ->
          create(resource(organization, name, request, chosen), organization);
    };
  }

  private Made create(TenantDatabase wanted, Organization organization) {
    Made made = stores.create(wanted);
    if (!(made instanceof Made.Store(TenantDatabase store))) {
      return made;
    }
    return isOf(store, organization)
        ? isOrIsLeaving(store)
        : new Made.NotHere(
            "%s is another organization's: rename or delete it.".formatted(Claims.nameOf(store)));
  }

  private static Made isOrIsLeaving(TenantDatabase store) {
    return store.isMarkedForDeletion() ? new Made.Leaving(store) : new Made.Store(store);
  }

  private static boolean isOf(TenantDatabase store, Organization organization) {
    return store.getSpec().organizationId().equals(organization.id().toString());
  }

  private static TenantDatabase resource(
      Organization organization, String name, Request request, Intakes.Choice.Of chosen) {
    TenantDatabase database = new TenantDatabase();
    database.setMetadata(
        new ObjectMetaBuilder()
            .withName(NAME_PREFIX + organization.id())
            .withNamespace(chosen.namespace())
            .withLabels(Map.of(LABEL, request instanceof Request.Row ? OF_ROW : OF_CALL))
            .withAnnotations(
                request instanceof Request.Call(String account)
                    ? Map.of(REQUESTED_BY, account)
                    : Map.of())
            .build());
    database.setSpec(
        new TenantDatabaseSpec(
            organization.id().toString(),
            name,
            organization.subdomain(),
            chosen.tenantClass().getMetadata().getName(),
            organization.region(),
            null,
            null,
            null,
            null,
            null));
    return database;
  }
}
