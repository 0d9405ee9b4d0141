package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a class says of one of its projects. */
final class ProjectReport {
  private ProjectReport() {}

  /** What it said before; empty the first time. */
  static Optional<ProjectStatus> before(TenantDatabaseClass tenantClass, String projectId) {
    return Optional.ofNullable(tenantClass.getStatus()).stream()
        .flatMap(status -> status.projects().stream())
        .filter(project -> project.id().equals(projectId))
        .findFirst();
  }

  /** Projects that the class listed once: they may hold stores that were retained. */
  static List<ProjectStatus> former(TenantDatabaseClass tenantClass) {
    Set<String> listed =
        tenantClass.getSpec().projects().stream().map(ProjectPlace::id).collect(Collectors.toSet());
    return Optional.ofNullable(tenantClass.getStatus()).stream()
        .flatMap(status -> status.projects().stream())
        .filter(project -> project.templateBranchId() != null && !listed.contains(project.id()))
        .map(
            project ->
                new ProjectStatus(
                    project.id(),
                    project.templateBranchId(),
                    project.schemaVersion(),
                    project.templateProtected(),
                    false,
                    "No longer in spec.projects; stores that are here stay, new ones go elsewhere."))
        .toList();
  }

  /** The same without what Neon said of protection, so that it is asked again. */
  static ProjectStatus withoutRefusal(ProjectStatus status) {
    return new ProjectStatus(
        status.id(),
        status.templateBranchId(),
        status.schemaVersion(),
        null,
        status.ready(),
        status.message());
  }

  /**
   * What it says after a look. A template that was ready once stays of use; a new one is ready only
   * once its protection is settled, since copies made before it share the owner's password.
   *
   * @param newVersion the schema version just reached; null when it is as it was
   */
  static ProjectStatus of(
      TemplateView view, @Nullable String newVersion, @Nullable String message) {
    String version = newVersion != null ? newVersion : view.version().orElse(null);
    boolean isProtected = view.branch().filter(Branch::isProtected).isPresent();
    Boolean refused = view.wasProtectionRefused() ? Boolean.FALSE : null;
    boolean wasReady = view.known().map(ProjectStatus::ready).orElse(false);
    return new ProjectStatus(
        view.projectId(),
        view.branch().map(Branch::id).orElse(null),
        version,
        isProtected ? Boolean.TRUE : refused,
        version != null && (wasReady || view.isProtectionSettled()),
        withFailure(message, view));
  }

  /** Neon would not change the protection: the template is of use as it is. */
  static ProjectStatus withoutProtection(TemplateView view, String message) {
    ProjectStatus status = of(view, null, message);
    return new ProjectStatus(
        status.id(),
        status.templateBranchId(),
        status.schemaVersion(),
        view.branch().filter(Branch::isProtected).isPresent(),
        status.schemaVersion() != null,
        message);
  }

  /** Nothing could be found out: what was known stays, with a message. */
  static ProjectStatus failed(Optional<ProjectStatus> before, String projectId, String message) {
    return before
        .map(
            known ->
                new ProjectStatus(
                    projectId,
                    known.templateBranchId(),
                    known.schemaVersion(),
                    known.templateProtected(),
                    known.ready(),
                    message))
        .orElse(new ProjectStatus(projectId, null, null, null, false, message));
  }

  private static @Nullable String withFailure(@Nullable String message, TemplateView view) {
    String said =
        Stream.concat(
                Optional.ofNullable(message).stream(),
                view
                    .failure()
                    .map(why -> "Neon failed to carry out the last change: " + why)
                    .stream())
            .collect(Collectors.joining(" "));
    return said.isEmpty() ? null : said;
  }
}
