package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.Keyrings;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.util.UUID;

/** Whether a published Secret still holds what Neon says; asked only where there is a doubt. */
final class CredentialsReview {
  private final Accounts accounts;
  private final Keyrings keyrings;

  CredentialsReview(Doors doors) {
    accounts = doors.accounts();
    keyrings = doors.keyrings();
  }

  /** Whether it does; false also when the role is gone. */
  boolean isStillRight(
      TenantDatabase database, ClassView.Found found, Branch branch, PublishedSecret secret) {
    try {
      Secret uri =
          accounts
              .account(found.tenantClass())
              .at(Priority.INTERACTIVE)
              .connectionUri(
                  branch.projectId(),
                  branch.id(),
                  found.terms().databaseName(),
                  secret.role(),
                  true);
      return keyrings
          .sealer(found.tenantClass())
          .opensTo(
              secret.sealed(), uri.reveal(), UUID.fromString(database.getSpec().organizationId()));
    } catch (NeonException.NotFound e) {
      return false;
    }
  }
}
