package io.tenantdb.operator.tenant;

import io.tenantdb.api.Binding;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.Keyrings;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.secret.StoreCredentials;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.schema.StoreIdentity;
import java.util.Optional;
import java.util.UUID;

/** The steps inside a store's database: its schema, its credentials, its Secret. */
final class DatabaseSteps {
  private final Accounts accounts;
  private final Keyrings keyrings;
  private final StoreDatabases databases;
  private final ConnectionSecrets secrets;
  private final ProjectChanges changes;

  DatabaseSteps(Doors doors) {
    accounts = doors.accounts();
    keyrings = doors.keyrings();
    databases = doors.databases();
    secrets = doors.secrets();
    changes = doors.changes();
  }

  Outcome provision(Step.ProvisionDatabase step, StatusDraft draft) {
    StoreTerms terms = step.terms();
    Secret owner = uri(step, step.branch(), terms.ownerRole(), false);
    StoreIdentity identity =
        new StoreIdentity(
            UUID.fromString(terms.organizationId()), terms.storeName(), terms.subdomain());
    String version = databases.provision(owner, step.version(), identity);
    draft.schema = new SchemaRef(terms.schemaName(), version);
    return Outcome.next(
        ConditionType.CredentialsReady, Reason.Issuing, "The schema is at version " + version);
  }

  Outcome issueCredentials(Step.IssueCredentials step, TenantDatabase database, StatusDraft draft) {
    Branch branch = step.branch();
    NeonApi api = accounts.account(step.tenantClass()).at(Priority.INTERACTIVE);
    Attempt attempt =
        changes.attempt(
            branch.projectId(),
            api,
            Waiter.of(database),
            Priority.INTERACTIVE,
            () -> {
              ResetPassword reset = api.resetPassword(branch.projectId(), branch.id(), step.role());
              draft.neon = draft.neon.withRole(step.role());
              return reset.operations();
            });
    return Outcome.of(
        attempt,
        ConditionType.CredentialsReady,
        Reason.Issuing,
        "A password of its own for role " + step.role() + ".");
  }

  Outcome publish(Step.PublishSecret step, TenantDatabase database, StatusDraft draft) {
    StoreTerms terms = step.terms();
    Branch branch = step.branch();
    UUID organizationId = UUID.fromString(terms.organizationId());
    Secret pooled = uri(step, branch, step.role(), true);
    Secret direct = uri(step, branch, step.role(), false);
    if (hasPasswordOfParent(step, direct)) {
      draft.neon = draft.neon.withRole(null);
      return new Outcome(
          Standing.notYet(
              ConditionType.CredentialsReady,
              Reason.PasswordNotOwn,
              "The password is still the template's; making another."),
          new Recheck.Backoff());
    }
    databases.prove(direct, organizationId);
    String sealed = keyrings.sealer(step.tenantClass()).seal(pooled.reveal(), organizationId).jwe();
    secrets.publish(
        database,
        new StoreCredentials(
            terms.secretName(),
            terms.secretFormat(),
            branch.id(),
            step.endpoint().id(),
            step.role(),
            pooled,
            direct,
            sealed));
    draft.neon = draft.neon.withRole(step.role());
    draft.binding = new Binding(terms.secretName());
    return Outcome.next(
        ConditionType.CredentialsReady, Reason.Issuing, "Secret " + terms.secretName() + ".");
  }

  /** A copy of an unprotected parent starts with the parent's passwords. */
  private boolean hasPasswordOfParent(Step.PublishSecret step, Secret uri) {
    String parent = step.branch().parentId();
    if (parent == null) {
      return false;
    }
    Optional<Secret> inherited =
        accounts
            .account(step.tenantClass())
            .at(Priority.INTERACTIVE)
            .password(step.branch().projectId(), parent, step.role());
    return inherited
        .map(password -> DatabaseAddress.parse(uri.reveal()).password().equals(password.reveal()))
        .orElse(false);
  }

  private Secret uri(Step.Act step, Branch branch, String role, boolean pooled) {
    return accounts
        .account(step.tenantClass())
        .at(Priority.INTERACTIVE)
        .connectionUri(branch.projectId(), branch.id(), step.terms().databaseName(), role, pooled);
  }
}
