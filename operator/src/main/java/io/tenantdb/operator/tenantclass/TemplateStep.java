package io.tenantdb.operator.tenantclass;

import io.tenantdb.neon.Branch;
import io.tenantdb.operator.neon.OwnerMark;
import java.util.Optional;

/** The one thing a pass does about the template branch of a project. */
sealed interface TemplateStep {

  /** Nothing: it is as it should be. */
  record Keep() implements TemplateStep {}

  /** Nothing yet. */
  record Wait(String message) implements TemplateStep {}

  /** Nothing without a person. */
  record Refuse(String message) implements TemplateStep {}

  /** Bring it to the target version. */
  record Migrate(Branch branch) implements TemplateStep {}

  /** What changes something at Neon. */
  sealed interface Change extends TemplateStep {}

  /** Make the branch, from the project's default branch. */
  record Create() implements Change {}

  /** Give it its name back. */
  record Rename(Branch branch) implements Change {}

  /** Give it an endpoint. */
  record CreateEndpoint(Branch branch) implements Change {}

  /** Protect it at Neon, or stop protecting it. */
  record Protect(Branch branch, boolean isProtected) implements Change {}

  /** Decides: a pure function of what was seen. */
  static TemplateStep decide(TemplateView view, OwnerMark mark) {
    if (view.working()) {
      return new Wait("Neon is carrying out the last change.");
    }
    if (view.branch().isEmpty()) {
      return new Create();
    }
    Branch branch = view.branch().get();
    if (!mark.provesTemplate(branch, view.schemaName())) {
      return new Refuse(
          "Branch %s (%s) was not made by this installation as a template of schema %s; rename it, or set spec.template.branchName."
              .formatted(branch.name(), branch.id(), view.schemaName()));
    }
    if (!branch.state().equals("ready") && !branch.state().equals("archived")) {
      return new Wait("The template branch is " + branch.state() + ".");
    }
    if (!branch.name().equals(view.branchName())) {
      return new Rename(branch);
    }
    if (view.endpoint().isEmpty()) {
      return new CreateEndpoint(branch);
    }
    if (!view.version().equals(Optional.of(view.target()))) {
      return new Migrate(branch);
    }
    return view.isProtectionSettled() ? new Keep() : new Protect(branch, view.wantsProtection());
  }
}
