package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.Template;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.status.Recheck;
import java.util.List;
import java.util.Optional;

/** Brings the schema of a template to its version, unless it holds what no store is to get. */
final class TemplateMigration {
  private final StoreDatabases databases;

  TemplateMigration(StoreDatabases databases) {
    this.databases = databases;
  }

  TemplateResult migrate(
      TemplateView view, Branch branch, TenantDatabaseClass tenantClass, NeonApi api) {
    Secret owner =
        api.connectionUri(
            view.projectId(),
            branch.id(),
            StoreTerms.databaseName(tenantClass.getSpec()),
            StoreTerms.ownerRole(tenantClass.getSpec()),
            false);
    if (view.version().isEmpty() && !acceptsExistingData(tenantClass)) {
      List<String> tables = databases.tablesOfOthers(owner);
      if (!tables.isEmpty()) {
        return refused(view, branch, tables);
      }
    }
    String version = databases.migrate(owner, view.target());
    if (!version.equals(view.target())) {
      String message =
          "The template is at schema version %s already, beyond the %s that the class asks for; raise spec.schema.version, or set another spec.template.branchName."
              .formatted(version, view.target());
      return TemplateResult.notYet(
          ProjectReport.of(view, version, message), TemplateKeeper.BY_A_PERSON);
    }
    return TemplateResult.notYet(
        ProjectReport.of(view, version, "The schema is at version %s.".formatted(version)),
        new Recheck.AtOnce());
  }

  private static TemplateResult refused(TemplateView view, Branch branch, List<String> tables) {
    String message =
        "The project's default branch holds tables of somebody else's (%s), and every store would get a copy. Use an empty project; or empty the default branch and delete branch %s (%s), its copy, at Neon; or set spec.template.acceptExistingData to true."
            .formatted(String.join(", ", tables), branch.name(), branch.id());
    return TemplateResult.notYet(ProjectReport.of(view, null, message), TemplateKeeper.BY_A_PERSON);
  }

  private static boolean acceptsExistingData(TenantDatabaseClass tenantClass) {
    return Optional.ofNullable(tenantClass.getSpec().template())
        .map(Template::acceptExistingData)
        .orElse(false);
  }
}
