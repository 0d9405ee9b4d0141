package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.account.Keyrings;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.util.Optional;
import java.util.UUID;

/** Whether a published Secret still holds what Neon says; asked only where there is a doubt. */
final class CredentialsReview {
  private final Accounts accounts;
  private final Keyrings keyrings;
  private final Doubts doubts;

  CredentialsReview(Doors doors, Doubts doubts) {
    accounts = doors.accounts();
    keyrings = doors.keyrings();
    this.doubts = doubts;
  }

  /**
   * What is known after it.
   *
   * @param secret empty when it is not right any more, and counts as not there
   */
  record Reviewed(NeonView neon, Optional<PublishedSecret> secret) {}

  /** Whether a Secret of the store is to be reviewed; the doubt is over with this question. */
  boolean takeDoubt(TenantDatabase database) {
    return doubts.takeCredentials(database.getMetadata().getUid()) || saysNothingOfThem(database);
  }

  /**
   * Asks Neon. The doubt comes back until what is published is right: other steps may come first.
   */
  Reviewed of(
      TenantDatabase database, ClassView.Found found, NeonView neon, PublishedSecret secret) {
    Reviewed reviewed = ask(database, found, neon, secret);
    if (reviewed.secret().isEmpty() || !(reviewed.neon() instanceof NeonView.Seen)) {
      doubts.addCredentials(database.getMetadata().getUid());
    }
    return reviewed;
  }

  private Reviewed ask(
      TenantDatabase database, ClassView.Found found, NeonView neon, PublishedSecret secret) {
    Optional<PublishedSecret> published = Optional.of(secret);
    if (!(neon instanceof NeonView.Seen seen)) {
      return new Reviewed(neon, published);
    }
    try {
      return new Reviewed(
          neon,
          published.filter(
              s -> seen.branch().map(b -> isStillRight(database, found, b, s)).orElse(true)));
    } catch (NeonException e) {
      return new Reviewed(NeonView.missed(ConditionType.CredentialsReady, e), published);
    } catch (ClassSecretException e) {
      return new Reviewed(NeonView.missed(ConditionType.CredentialsReady, e), published);
    }
  }

  /** Whether the status can't vouch for a Secret: it is lost, or says that the role is gone. */
  private static boolean saysNothingOfThem(TenantDatabase database) {
    TenantDatabaseStatus status = database.getStatus();
    return status == null
        || status.binding() == null
        || Conditions.find(status.conditions(), ConditionType.Ready)
            .map(ready -> Reason.RoleMissing.name().equals(ready.getReason()))
            .orElse(false);
  }

  /** Whether it does; false also when the role is gone. */
  private boolean isStillRight(
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
