package io.tenantdb.operator.intake;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.intake.NewStores.Made;
import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the rows of {@code organizations}: a store, or a registry row that says why not.
 * One thread at a time.
 */
final class RowIntake {
  private static final Logger log = LoggerFactory.getLogger(RowIntake.class);
  private static final String NOWHERE = "unplaced";

  /** Unchanged, it is asked again then: the class may have changed, or the cluster. */
  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private final StoreIntake intake;
  private final Registry registry;
  private final EventRecorder events;
  private final BooleanSupplier mayAct;
  private final Clock clock;

  /** Why organizations have no store, as the registry was told. */
  private final Map<UUID, Refusal> refused = new HashMap<>();

  private final Set<UUID> reportedGone = new HashSet<>();
  private boolean behind;

  private record Refusal(Organization organization, String why, Instant at) {}

  /**
   * Rows become stores.
   *
   * @param mayAct whether this process leads: one that was held up must not make a store again that
   *     was deleted meanwhile
   */
  RowIntake(
      StoreIntake intake,
      Registry registry,
      EventRecorder events,
      BooleanSupplier mayAct,
      Clock clock) {
    this.intake = intake;
    this.registry = registry;
    this.events = events;
    this.mayAct = mayAct;
    this.clock = clock;
  }

  /** How many organizations can't have the store they ask for. */
  int refusals() {
    return refused.size();
  }

  /** Makes their stores; returns those that have one now. */
  List<UUID> take(List<Organization> waiting) {
    var taken = new ArrayList<UUID>();
    KubernetesClientException away = null;
    boolean isOneLeaving = false;
    for (Organization organization : waiting) {
      if (!mayAct.getAsBoolean() || wasJustRefused(organization)) {
        continue;
      }
      try {
        switch (intake.take(organization, new StoreIntake.Request.Row())) {
          case Made.Store _ -> taken.add(organization.id());
          case Made.Leaving _ -> isOneLeaving = true;
          case Made.Refused(String why) -> refuse(organization, why);
          case Made.NotHere(String why) -> refuse(organization, why);
        }
      } catch (KubernetesClientException e) {
        away = e;
      }
    }
    behind = away != null || isOneLeaving;
    if (away != null) {
      log.atWarn()
          .addKeyValue(LogKeys.ERROR, away.getMessage())
          .log("stores of organizations could not be made; they are tried again");
    }
    taken.forEach(refused::remove);
    reportedGone.removeAll(taken);
    return taken;
  }

  /** Whether some of those last taken could not be taken yet. */
  boolean isBehind() {
    return behind;
  }

  /** Every organization that has, or had, a row as far as is known. */
  Set<UUID> known() {
    var known = new HashSet<>(refused.keySet());
    intake.storesOfRows().forEach(known::add);
    return known;
  }

  /** Of all that are known, exactly the rows of these are gone. */
  void onlyGone(Set<UUID> organizations) {
    reportedGone.retainAll(organizations);
    gone(organizations);
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

  private boolean wasJustRefused(Organization organization) {
    Refusal before = refused.get(organization.id());
    return before != null
        && before.organization().equals(organization)
        && clock.instant().isBefore(before.at().plus(REFUSED_FOR));
  }

  private void refuse(Organization organization, String why) {
    Refusal before =
        refused.put(organization.id(), new Refusal(organization, why, clock.instant()));
    if (before != null && before.why().equals(why)) {
      return;
    }
    log.atWarn()
        .addKeyValue(LogKeys.ORGANIZATION, organization.id())
        .addKeyValue(LogKeys.ERROR, why)
        .log("an organization can't have the store it asks for");
    registry.publish(
        RegistryEntry.withoutStore(
            organization.id(), Objects.requireNonNullElse(organization.region(), NOWHERE), why));
  }
}
