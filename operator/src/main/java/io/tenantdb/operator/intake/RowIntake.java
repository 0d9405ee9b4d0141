package io.tenantdb.operator.intake;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.intake.NewStores.Made;
import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the rows of {@code organizations}: a store, or a registry row that says why not.
 * One thread at a time.
 */
final class RowIntake {
  private static final Logger log = LoggerFactory.getLogger(RowIntake.class);
  private static final String NOWHERE = "unplaced";

  private final StoreIntake intake;
  private final Registry registry;
  private final EventRecorder events;

  /** Why organizations have no store, as the registry was told. */
  private final Map<UUID, String> refused = new HashMap<>();

  private final Set<UUID> reportedGone = new HashSet<>();
  private boolean behind;

  RowIntake(StoreIntake intake, Registry registry, EventRecorder events) {
    this.intake = intake;
    this.registry = registry;
    this.events = events;
  }

  /** How many organizations can't have the store they ask for. */
  int refusals() {
    return refused.size();
  }

  /** Makes their stores; returns those that have one now. */
  List<UUID> take(List<Organization> waiting) {
    var taken = new ArrayList<UUID>();
    behind = false;
    for (Organization organization : waiting) {
      try {
        switch (intake.take(organization, new StoreIntake.Request.Row())) {
          case Made.Store _ -> taken.add(organization.id());
          case Made.Refused(String why) -> refuse(organization, why);
          case Made.NotHere(String why) -> refuse(organization, why);
        }
      } catch (KubernetesClientException e) {
        behind = true;
        log.atWarn()
            .addKeyValue(LogKeys.ORGANIZATION, organization.id())
            .addKeyValue(LogKeys.ERROR, e.getMessage())
            .log("the store of an organization could not be made; it is tried again");
      }
    }
    taken.forEach(refused::remove);
    reportedGone.removeAll(taken);
    return taken;
  }

  /** Whether the cluster could not be asked for the store of some of those last taken. */
  boolean isBehind() {
    return behind;
  }

  /** Every organization that has, or had, a row as far as is known. */
  Set<UUID> known() {
    var known = new HashSet<>(refused.keySet());
    intake.storesOfRows().forEach(known::add);
    return known;
  }

  /** Their rows are gone. Their stores stay: only who deletes a TenantDatabase deletes a store. */
  void gone(Collection<UUID> organizations) {
    for (UUID organization : organizations) {
      boolean wasRefused = refused.remove(organization) != null;
      intake
          .storeOf(organization)
          .ifPresentOrElse(
              this::report,
              () -> {
                if (wasRefused) {
                  registry.remove(organization);
                }
              });
    }
  }

  private void report(TenantDatabase store) {
    if (!store.isMarkedForDeletion()
        && reportedGone.add(UUID.fromString(store.getSpec().organizationId()))) {
      events.warning(
          store,
          "OrganizationGone",
          "The platform has no organization %s any more. The store stays; delete this TenantDatabase if it is to go."
              .formatted(store.getSpec().organizationId()));
    }
  }

  private void refuse(Organization organization, String why) {
    String before = refused.put(organization.id(), why);
    if (why.equals(before)) {
      return;
    }
    log.atWarn()
        .addKeyValue(LogKeys.ORGANIZATION, organization.id())
        .addKeyValue(LogKeys.ERROR, why)
        .log("an organization can't have the store it asks for");
    registry.publish(
        new RegistryEntry(
            organization.id(),
            null,
            null,
            null,
            null,
            null,
            Objects.requireNonNullElse(organization.region(), NOWHERE),
            State.FAILED,
            why,
            null,
            List.of()));
  }
}
