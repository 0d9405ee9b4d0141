package io.tenantdb.operator.fleet;

import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Chooses the Neon project of a new store: in its region, ready, with room, and of those the one
 * where it has its turn soonest, since a project takes one change at a time; of equals the one with
 * the most room. Remembers its choices until the caches show them, so that two passes at once can't
 * both take the last place.
 */
public final class Placement {
  private final Fleet fleet;
  private final ToIntFunction<String> load;

  /** uid of a store to the project chosen for it. */
  private final Map<String, String> chosen = new HashMap<>();

  private final Map<String, Headcount> headcounts = new HashMap<>();

  /**
   * A placement over the fleet.
   *
   * @param load the lower, the sooner a new store has its turn in a project
   */
  public Placement(Fleet fleet, ToIntFunction<String> load) {
    this.fleet = fleet;
    this.load = load;
  }

  /** Where a store may go. */
  public sealed interface Place {
    /** Into this project. */
    record In(String projectId) implements Place {}

    /**
     * No project of the class is in the region.
     *
     * @param offered the regions it does offer
     */
    record RegionNotOffered(List<String> offered) implements Place {}

    /** The projects in the region are not ready yet. */
    record NotReady(List<String> projects) implements Place {}

    /** Every project in the region is full. */
    record NoRoom(List<String> projects) implements Place {}
  }

  /** Chooses a place for the store and holds it. The same store gets the same answer again. */
  public synchronized Place choose(String uid, String region, TenantDatabaseClass tenantClass) {
    List<ProjectPlace> inRegion =
        tenantClass.getSpec().projects().stream()
            .filter(place -> Region.shortName(place.region()).equals(region))
            .toList();
    if (inRegion.isEmpty()) {
      return new Place.RegionNotOffered(offeredBy(tenantClass));
    }
    List<ProjectPlace> ready =
        inRegion.stream().filter(place -> isReady(place.id(), tenantClass)).toList();
    if (ready.isEmpty()) {
      return new Place.NotReady(ids(inRegion));
    }
    String before = chosen.get(uid);
    Optional<String> project =
        ready.stream()
            .filter(place -> place.id().equals(before) || room(place) > 0)
            .max(
                Comparator.comparing((ProjectPlace place) -> place.id().equals(before))
                    .thenComparing(place -> -load.applyAsInt(place.id()))
                    .thenComparing(this::room))
            .map(ProjectPlace::id);
    project.ifPresent(id -> choose(uid, id));
    return project.<Place>map(Place.In::new).orElseGet(() -> new Place.NoRoom(ids(inRegion)));
  }

  private void choose(String uid, String projectId) {
    String before = chosen.put(uid, projectId);
    if (before != null && !before.equals(projectId)) {
      headcount(before).forget(uid);
    }
    headcount(projectId).expect(uid);
  }

  /** Forgets a store that is gone, or has found another place. */
  public synchronized void forget(String uid) {
    String projectId = chosen.remove(uid);
    if (projectId != null) {
      headcount(projectId).forget(uid);
    }
  }

  private int room(ProjectPlace place) {
    int max = place.maxTenants() == null ? 1000 : place.maxTenants();
    Headcount count = headcount(place.id());
    if (count.isStale() || count.size() >= max) {
      chosen.keySet().removeAll(count.count(fleet.placedIn(place.id())));
    }
    return max - count.size();
  }

  private Headcount headcount(String projectId) {
    return headcounts.computeIfAbsent(projectId, id -> new Headcount());
  }

  private static boolean isReady(String projectId, TenantDatabaseClass tenantClass) {
    return Optional.ofNullable(tenantClass.getStatus())
        .map(TenantDatabaseClassStatus::projects)
        .orElse(List.of())
        .stream()
        .anyMatch(status -> status.id().equals(projectId) && status.ready());
  }

  /** The template branch of a project as the class's status names it. */
  public static Optional<String> templateOf(String projectId, TenantDatabaseClass tenantClass) {
    return Optional.ofNullable(tenantClass.getStatus())
        .map(TenantDatabaseClassStatus::projects)
        .orElse(List.of())
        .stream()
        .filter(status -> status.id().equals(projectId) && status.ready())
        .map(ProjectStatus::templateBranchId)
        .findFirst();
  }

  private static List<String> offeredBy(TenantDatabaseClass tenantClass) {
    return tenantClass.getSpec().projects().stream()
        .map(ProjectPlace::region)
        .map(Region::shortName)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> ids(List<ProjectPlace> places) {
    return places.stream().map(ProjectPlace::id).toList();
  }
}
