package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.schema.SchemaException;
import java.time.Duration;

/** What a failure in a store's database means for the store. */
final class DatabaseTroubles {
  private static final Recheck BY_A_PERSON = new Recheck.After(Duration.ofMinutes(1));

  private DatabaseTroubles() {}

  static Outcome.Stands outcome(ConditionType at, SchemaException failure) {
    String said = String.valueOf(failure.getMessage());
    return switch (failure) {
      case SchemaException.Unreachable e ->
          new Outcome.Stands(
              Standing.unknown(
                  at, Reason.DatabaseUnreachable, "The database can't be reached: " + said),
              new Recheck.Often());
      case SchemaException.AccessRefused e ->
          new Outcome.Stands(
              Standing.unknown(at, Reason.DatabaseUnreachable, "The database refuses us: " + said),
              new Recheck.Backoff());
      case SchemaException.MigrationFailed e ->
          new Outcome.Stands(
              Standing.notYet(at, Reason.MigrationFailed, "The schema: " + said),
              new Recheck.Backoff());
      case SchemaException.StatementFailed e ->
          new Outcome.Stands(
              Standing.notYet(at, Reason.MigrationFailed, "The schema: " + said),
              new Recheck.Backoff());
      case SchemaException.Drifted e ->
          new Outcome.Stands(
              Standing.notYet(at, Reason.MigrationFailed, "The schema is not ours: " + said),
              BY_A_PERSON);
      case SchemaException.NewerThanKnown e ->
          new Outcome.Stands(
              Standing.notYet(
                  at, Reason.SchemaUnknown, "The schema is newer than this operator: " + said),
              BY_A_PERSON);
      case SchemaException.WrongIdentity e ->
          new Outcome.Stands(
              Standing.notYet(at, Reason.WrongDatabase, "The wrong database: " + said),
              BY_A_PERSON);
    };
  }
}
