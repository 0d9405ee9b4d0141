package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.neon.OwnerMark;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the branches that belong to no TenantDatabase: neither does one name the organization that
 * the branch was made for, nor does the status of one name the branch. Templates are none, nor are
 * default branches of shared projects, nor is what another installation made.
 */
final class OrphanSearch {
  static final int MOST = 50;
  private static final int MOST_UNMARKED = 10;
  private static final long TEN_MEBIBYTES = 10L << 20;
  private static final Comparator<Branch> OLDEST_FIRST =
      Comparator.comparing(Branch::createdAt).thenComparing(Branch::id);

  private final Fleet fleet;
  private final OwnerMark mark;
  private final Clock clock;

  OrphanSearch(Fleet fleet, OwnerMark mark, Clock clock) {
    this.fleet = fleet;
    this.mark = mark;
    this.clock = clock;
  }

  /** What the projects show. What was known of an orphan before stays known. */
  OrphanReport of(List<ProjectView> projects, OrphanReport before) {
    return report(
        projects.stream().flatMap(this::orphans),
        projects.stream().flatMap(OrphanSearch::unmarked),
        before);
  }

  /** The same of the default branches of projects that stores had for themselves. */
  OrphanReport ofOwnProjects(List<Branch> branches, OrphanReport before) {
    return report(branches.stream().filter(this::hasNoOwner), Stream.empty(), before);
  }

  private OrphanReport report(
      Stream<Branch> allOrphans, Stream<Branch> allUnmarked, OrphanReport before) {
    List<Branch> orphans = allOrphans.sorted(OLDEST_FIRST).toList();
    List<Branch> unmarked = allUnmarked.sorted(OLDEST_FIRST).toList();
    Map<String, String> firstSeen = new HashMap<>();
    Stream.concat(before.branches().stream(), before.unmarked().stream())
        .forEach(orphan -> firstSeen.put(orphan.branchId(), orphan.firstSeen()));
    return new OrphanReport(
        orphans.size(),
        orphans.stream().limit(MOST).map(branch -> orphan(branch, firstSeen)).toList(),
        unmarked.size(),
        unmarked.stream().limit(MOST_UNMARKED).map(branch -> orphan(branch, firstSeen)).toList(),
        null,
        before.removal());
  }

  /** Whether a class shares the project among stores. */
  boolean isShared(String projectId) {
    return fleet.classes().stream()
        .flatMap(tenantClass -> tenantClass.getSpec().projects().stream())
        .anyMatch(place -> place.id().equals(projectId));
  }

  /** Whether the caches know a store that the branch may belong to. */
  boolean isOwned(Branch branch, String organization) {
    return !fleet.ofOrganization(organization).isEmpty()
        || branchesInUse(branch.projectId()).contains(branch.id());
  }

  private Stream<Branch> orphans(ProjectView project) {
    Set<String> inUse = branchesInUse(project.projectId());
    return project
        .branches()
        .filter(branch -> !branch.isDefault() && !inUse.contains(branch.id()))
        .filter(this::hasNoOwner);
  }

  private boolean hasNoOwner(Branch branch) {
    return mark.organizationOf(branch)
        .filter(organization -> fleet.ofOrganization(organization).isEmpty())
        .isPresent();
  }

  private static Stream<Branch> unmarked(ProjectView project) {
    return project.branches().filter(branch -> !branch.isDefault() && !OwnerMark.isMarked(branch));
  }

  private Set<String> branchesInUse(String projectId) {
    Set<String> ids = new HashSet<>();
    fleet.placedIn(projectId).stream()
        .map(store -> store.getStatus().neon())
        .filter(Objects::nonNull)
        .map(NeonLocation::branchId)
        .filter(Objects::nonNull)
        .forEach(ids::add);
    return ids;
  }

  private Orphan orphan(Branch branch, Map<String, String> firstSeen) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Orphan(
        branch.id(),
        branch.name(),
        branch.projectId(),
        mark.organizationOf(branch).orElse(null),
        branch.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        rounded(branch.logicalSizeBytes()),
        firstSeen.getOrDefault(branch.id(), now));
  }

  /** Upwards, and so coarse that it seldom changes: each change is a write of the status. */
  private static @Nullable Long rounded(@Nullable Long bytes) {
    return bytes == null ? null : (bytes + TEN_MEBIBYTES - 1) / TEN_MEBIBYTES * TEN_MEBIBYTES;
  }

  /** What the class's status says. */
  static OrphanReport before(TenantDatabaseClass tenantClass) {
    return tenantClass.getStatus() == null || tenantClass.getStatus().orphans() == null
        ? OrphanReport.empty()
        : tenantClass.getStatus().orphans();
  }
}
