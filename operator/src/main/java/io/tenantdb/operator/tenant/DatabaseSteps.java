package io.tenantdb.operator.tenant;

import io.tenantdb.api.Binding;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
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
import io.tenantdb.schema.SchemaException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The steps inside a store's database: its schema, its credentials, its Secret. */
final class DatabaseSteps {
  private final Accounts accounts;
  private final Keyrings keyrings;
  private final StoreDatabases databases;
  private final ConnectionSecrets secrets;
  private final ProjectChanges changes;
  private final Provisioning provisioning;
  private final ParentPasswords parents;

  /** Neon takes one change at a time in a project: this one must not keep the others waiting. */
  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(30);

  /** When Neon was asked to change a branch's password, until it shows. */
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();

  private final RefusedPasswords refused;
  private final Clock clock;

  DatabaseSteps(Doors doors) {
    accounts = doors.accounts();
    keyrings = doors.keyrings();
    databases = doors.databases();
    secrets = doors.secrets();
    changes = doors.changes();
    provisioning = new Provisioning(doors);
    clock = doors.clock();
    parents = new ParentPasswords(doors.clock());
    refused = new RefusedPasswords(doors.clock());
  }

  Outcome provision(Step.ProvisionDatabase step, StatusDraft draft) {
    return provisioning.provision(step, draft);
  }

  /** Publishes credentials of the store's own; without such, asks Neon for a new password. */
  Outcome publish(Step.PublishSecret step, TenantDatabase database, StatusDraft draft) {
    Optional<Secret> pooled = ownPooledUri(step);
    if (pooled.isEmpty()) {
      return lostDatabase(step, draft)
          .orElseGet(() -> wasJustAsked(step.branch()) ? notOwn() : issue(step, database, draft));
    }
    asked.remove(step.branch().id());
    try {
      publish(step, pooled.get(), database, draft);
    } catch (SchemaException.AccessRefused e) {
      if (refused.needsAnother(step.branch().id())) {
        return issue(step, database, draft);
      }
      throw e;
    }
    refused.taken(step.branch().id());
    draft.neon = draft.neon.withRole(step.role());
    draft.binding = new Binding(step.terms().secretName());
    return Outcome.goesOn(
        ConditionType.CredentialsReady,
        Reason.Issuing,
        "Secret " + step.terms().secretName() + ".");
  }

  /** A store whose Secret was written has a password; only a new one is worth no look. */
  private Optional<Outcome> lostDatabase(Step.PublishSecret step, StatusDraft draft) {
    return draft.binding == null
        ? Optional.empty()
        : LostDatabase.look(account(step), step.branch(), step.terms(), step.stage());
  }

  private void publish(
      Step.PublishSecret step, Secret pooled, TenantDatabase database, StatusDraft draft) {
    StoreTerms terms = step.terms();
    UUID organizationId = UUID.fromString(terms.organizationId());
    Secret direct = ConnectionUri.atHost(pooled, step.endpoint().host());
    provisioning.prove(step, direct, draft);
    String sealed = keyrings.sealer(step.tenantClass()).seal(pooled.reveal(), organizationId).jwe();
    secrets.publish(
        database,
        new StoreCredentials(
            terms.secretName(),
            terms.secretFormat(),
            step.branch().id(),
            step.endpoint().id(),
            step.role(),
            pooled,
            direct,
            sealed));
  }

  private boolean wasJustAsked(Branch branch) {
    Instant last = asked.get(branch.id());
    return last != null && clock.instant().isBefore(last.plus(BETWEEN_REQUESTS));
  }

  private static Outcome notOwn() {
    return new Outcome.Stands(
        Standing.notYet(
            ConditionType.CredentialsReady,
            Reason.PasswordNotOwn,
            "Neon was asked for a new password, and it is still the template's; asking again."),
        new Recheck.After(BETWEEN_REQUESTS));
  }

  /**
   * Whatever became of an earlier request, its effect shows in the password: it may be repeated.
   */
  private Outcome issue(Step.PublishSecret step, TenantDatabase database, StatusDraft draft) {
    Branch branch = step.branch();
    // Whoever publishes that password may die before a status says so.
    draft.neon = draft.neon.asHolding();
    NeonApi api = account(step);
    try {
      Attempt attempt =
          changes.attempt(
              branch.projectId(),
              api,
              Waiter.of(database),
              Priority.INTERACTIVE,
              () -> {
                List<Operation> operations =
                    api.resetPassword(branch.projectId(), branch.id(), step.role()).operations();
                asked.put(branch.id(), clock.instant());
                return operations;
              });
      return Outcome.of(
          attempt,
          ConditionType.CredentialsReady,
          Reason.Issuing,
          "Role %s gets a password of its own.".formatted(step.role()));
    } catch (NeonException.NotFound e) {
      return roleMissing(step, e);
    }
  }

  private Outcome roleMissing(Step.PublishSecret step, NeonException.NotFound failure) {
    return new Outcome.Stands(
        Standing.notYet(
            ConditionType.CredentialsReady,
            Reason.RoleMissing,
            "Neon has no role %s in branch %s (%s); somebody may have deleted it. As owner of database %s run: %s. New credentials are published then."
                .formatted(
                    step.role(),
                    step.branch().id(),
                    failure.getMessage(),
                    step.terms().databaseName(),
                    databases.applicationRoleAsSql())),
        new Recheck.Backoff());
  }

  /**
   * The URI with the role's password; empty if it has none, or that of the branch it was copied
   * from: only a copy of a protected branch gets new passwords.
   */
  private Optional<Secret> ownPooledUri(Step.PublishSecret step) {
    Branch branch = step.branch();
    Secret uri;
    try {
      uri =
          account(step)
              .connectionUri(
                  branch.projectId(), branch.id(), step.terms().databaseName(), step.role(), true);
    } catch (NeonException.NotFound e) {
      return Optional.empty();
    }
    String password = DatabaseAddress.parse(uri.reveal()).password();
    boolean isInherited =
        parents.hasPassword(account(step), branch, step.role(), password, isCopyOfProtected(step));
    return isInherited ? Optional.empty() : Optional.of(uri);
  }

  private static boolean isCopyOfProtected(Step.PublishSecret step) {
    TenantDatabaseClassStatus status = step.tenantClass().getStatus();
    return status != null
        && status.projects().stream()
            .anyMatch(
                project ->
                    Boolean.TRUE.equals(project.templateProtected())
                        && project.templateBranchId() != null
                        && project.templateBranchId().equals(step.branch().parentId()));
  }

  private NeonApi account(Step.Act step) {
    return accounts.account(step.tenantClass()).at(Priority.INTERACTIVE);
  }
}
