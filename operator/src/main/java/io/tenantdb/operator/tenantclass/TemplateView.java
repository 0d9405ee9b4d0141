package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ProjectStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import java.util.Optional;

/**
 * Everything a pass knows of the template branch of one project.
 *
 * @param terms what it is to be
 * @param wasAsAsked whether the class was ready for the spec as it is now: what is otherwise now
 *     nobody asked for
 * @param before what the class's status says of the project; empty the first time
 * @param working whether a change of the class is still being carried out in the project
 * @param failure what Neon said of the last change if it failed to carry it out
 */
record TemplateView(
    String projectId,
    TemplateTerms terms,
    boolean wasAsAsked,
    Optional<ProjectStatus> before,
    Optional<Branch> branch,
    Optional<Endpoint> endpoint,
    boolean working,
    Optional<String> failure) {

  TemplateView withBranch(Optional<Branch> now) {
    return new TemplateView(projectId, terms, wasAsAsked, before, now, endpoint, working, failure);
  }

  String branchName() {
    return terms.branchName();
  }

  String schemaName() {
    return terms.schemaName();
  }

  /** The schema version it is to be at. */
  String target() {
    return terms.version();
  }

  boolean wantsProtection() {
    return terms.isProtected();
  }

  /** Whether it is of use, and what is not as asked for is somebody else's doing. */
  boolean isDrift() {
    return wasAsAsked
        && known().map(ProjectStatus::ready).orElse(false)
        && version().equals(Optional.of(target()));
  }

  /** What the status says, if it speaks of this very branch. */
  Optional<ProjectStatus> known() {
    return before.filter(
        status -> branch.map(Branch::id).equals(Optional.ofNullable(status.templateBranchId())));
  }

  /** The schema version the branch is at as far as we know; empty when it has none yet. */
  Optional<String> version() {
    return known().map(ProjectStatus::schemaVersion);
  }

  /** Whether the branch is protected as wanted, or Neon refused to protect it. */
  boolean isProtectionSettled() {
    boolean asWanted = branch.map(b -> b.isProtected() == wantsProtection()).orElse(false);
    return asWanted || (wantsProtection() && wasProtectionRefused());
  }

  /** Whether the status says that the branch could not be protected. */
  boolean wasProtectionRefused() {
    return known().map(ProjectStatus::templateProtected).map(Boolean.FALSE::equals).orElse(false);
  }
}
