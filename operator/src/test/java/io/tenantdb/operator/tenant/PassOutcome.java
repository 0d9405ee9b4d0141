package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens the passes to tests outside of the package. */
public record PassOutcome(TenantDatabaseStatus status, Optional<Duration> recheck) {

  /** One pass over a store. */
  public static PassOutcome ofPass(StorePasses passes, TenantDatabase database) {
    return of(passes.pass().run(database));
  }

  /** One pass over a store that is being deleted; empty when it may go. */
  public static Optional<PassOutcome> ofDeletion(StorePasses passes, TenantDatabase database) {
    return passes.deletion().run(database).map(PassOutcome::of);
  }

  /** The status after a failure that no step foresaw. */
  public static TenantDatabaseStatus afterFailure(
      StorePasses passes, TenantDatabase database, Exception failure) {
    return passes.pass().unforeseen(database, failure);
  }

  /** The resource of a store came into sight. */
  public static void appeared(StorePasses passes, TenantDatabase database) {
    passes.appeared(database);
  }

  /** The resource of a store is in the cluster no more. */
  public static void gone(StorePasses passes, TenantDatabase database) {
    passes.gone(database);
  }

  /** A store changed in the cluster. */
  public static void changed(StorePasses passes, TenantDatabase before, TenantDatabase after) {
    passes.changed(before, after);
  }

  /** Whether a change of a class concerns stores at all, by the filter of its event source. */
  public static boolean concernsStores(TenantDatabaseClass after, TenantDatabaseClass before) {
    return ClassNews.concernsStores(after, before);
  }

  /** The stores that a change of a class concerns. */
  public static Stream<TenantDatabase> concernedBy(
      StorePasses passes, TenantDatabaseClass tenantClass) {
    return passes.concernedBy(tenantClass);
  }

  private static PassOutcome of(PassResult result) {
    return new PassOutcome(result.status(), result.recheck());
  }
}
