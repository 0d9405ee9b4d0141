package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import io.tenantdb.schema.StoreIdentity;
import java.util.UUID;

/** Makes the database of a branch a store's: schema, identity, seed. */
final class Provisioning {
  private final Accounts accounts;
  private final StoreDatabases databases;

  Provisioning(Doors doors) {
    accounts = doors.accounts();
    databases = doors.databases();
  }

  /** By its owner, whatever state it is in. */
  Outcome provision(Step.ProvisionDatabase step, StatusDraft draft) {
    try {
      return provision(step, ownerUri(step, step.branch()), draft);
    } catch (NeonException.NotFound e) {
      return LostDatabase.look(account(step), step.branch(), step.terms(), step.stage())
          .filter(lost -> draft.wasWhole())
          .orElseThrow(() -> e);
    }
  }

  private Outcome provision(Step.ProvisionDatabase step, Secret owner, StatusDraft draft) {
    StoreTerms terms = step.terms();
    StoreIdentity identity = identity(terms);
    if (draft.wasWhole()) {
      // An empty database in its place is not made a store's again: that would hide the loss.
      databases.prove(owner, identity.organizationId());
    }
    String version = databases.provision(owner, step.version(), identity);
    draft.schema = new SchemaRef(terms.schemaName(), version);
    return Outcome.goesOn(
        ConditionType.CredentialsReady, Reason.Issuing, "The schema is at version " + version);
  }

  /**
   * Proves that the application's credentials open the store's own database; a fresh copy becomes
   * it by the same session.
   *
   * @param application past the pooler
   */
  void prove(Step.PublishSecret step, Secret application, StatusDraft draft) {
    StoreTerms terms = step.terms();
    StoreIdentity identity = identity(terms);
    String version = step.copied();
    if (version == null) {
      databases.prove(application, identity.organizationId());
    } else if (databases.claim(application, version, identity)) {
      draft.schema = new SchemaRef(terms.schemaName(), version);
    } else {
      String reached = databases.provision(ownerUri(step, step.branch()), version, identity);
      databases.prove(application, identity.organizationId());
      draft.schema = new SchemaRef(terms.schemaName(), reached);
    }
  }

  private static StoreIdentity identity(StoreTerms terms) {
    return new StoreIdentity(
        UUID.fromString(terms.organizationId()), terms.storeName(), terms.subdomain());
  }

  private Secret ownerUri(Step.Act step, Branch branch) {
    StoreTerms terms = step.terms();
    return account(step)
        .connectionUri(
            branch.projectId(), branch.id(), terms.databaseName(), terms.ownerRole(), false);
  }

  private NeonApi account(Step.Act step) {
    return accounts.account(step.tenantClass()).at(Priority.INTERACTIVE);
  }
}
