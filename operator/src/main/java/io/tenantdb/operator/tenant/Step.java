package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import org.jspecify.annotations.Nullable;

/** The one thing a pass does. */
sealed interface Step {

  /** Nothing but to say where the store stands. */
  record Stand(Standing standing, Recheck recheck) implements Step {}

  /**
   * As {@link Stand}, for a store whose organization is another's: a place where it has made
   * nothing is given up, for the owner may leave its database somewhere else.
   */
  record GiveWay(Standing standing, Recheck recheck) implements Step {}

  /** Nothing, and nothing new to say. */
  record Wait(Recheck recheck) implements Step {}

  /** All is as desired. */
  record Settle(StoreTerms terms) implements Step {}

  /** A step that acts, at a stage. */
  sealed interface Act extends Step {
    /** The stage it serves. */
    default ConditionType stage() {
      return switch (this) {
        case Place _ -> ConditionType.Placed;
        case CreateBranch _, CreateProject _, RenameBranch _, CreateEndpoint _, UpdateEndpoint _ ->
            ConditionType.BranchReady;
        case ProvisionDatabase _ -> ConditionType.SchemaReady;
        case PublishSecret _ -> ConditionType.CredentialsReady;
      };
    }

    /** The class whose account it uses. */
    TenantDatabaseClass tenantClass();

    /** The terms it carries out. */
    StoreTerms terms();
  }

  /**
   * Choose the Neon project and write the choice down, before anything is created.
   *
   * @param knownBranch the branch that a published Secret opens; null if there is none
   */
  record Place(TenantDatabaseClass tenantClass, StoreTerms terms, @Nullable String knownBranch)
      implements Act {}

  /** Copy the template branch, with an endpoint. */
  record CreateBranch(
      TenantDatabaseClass tenantClass, StoreTerms terms, String projectId, String branchName)
      implements Act {}

  /** Make the store's own project. */
  record CreateProject(TenantDatabaseClass tenantClass, StoreTerms terms, String projectName)
      implements Act {}

  /** Give the branch back the name by which it is found when the status is lost. */
  record RenameBranch(
      TenantDatabaseClass tenantClass, StoreTerms terms, Branch branch, String branchName)
      implements Act {}

  /** Give the branch an endpoint. */
  record CreateEndpoint(
      TenantDatabaseClass tenantClass, StoreTerms terms, Branch branch, EndpointSettings settings)
      implements Act {}

  /** Set the endpoint's settings. */
  record UpdateEndpoint(
      TenantDatabaseClass tenantClass,
      StoreTerms terms,
      Endpoint endpoint,
      EndpointSettings settings)
      implements Act {}

  /** Apply the schema, write the identity, seed. */
  record ProvisionDatabase(
      TenantDatabaseClass tenantClass, StoreTerms terms, Branch branch, String version)
      implements Act {}

  /**
   * Make the application's password this store's own, prove it, seal it, write the Secret.
   *
   * @param copied the version of the template that the branch is a fresh copy of, which with these
   *     credentials is made the store's; null when it is the store's already
   */
  record PublishSecret(
      TenantDatabaseClass tenantClass,
      StoreTerms terms,
      Branch branch,
      Endpoint endpoint,
      String role,
      @Nullable String copied)
      implements Act {}
}
