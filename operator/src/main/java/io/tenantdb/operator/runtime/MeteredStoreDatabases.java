package io.tenantdb.operator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.schema.SchemaException;
import io.tenantdb.schema.StoreIdentity;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Sessions in databases, with metrics of each. */
final class MeteredStoreDatabases implements StoreDatabases {
  private static final String DONE = "done";
  private static final String DECLINED = "declined";
  private static final String UNREACHABLE = "unreachable";
  private static final String FAILED = "failed";

  private final StoreDatabases databases;
  private final MeterRegistry metrics;

  MeteredStoreDatabases(StoreDatabases databases, MeterRegistry metrics) {
    this.databases = databases;
    this.metrics = metrics;
  }

  @Override
  public String applicationRole() {
    return databases.applicationRole();
  }

  @Override
  public String applicationRoleAsSql() {
    return databases.applicationRoleAsSql();
  }

  @Override
  public List<String> tablesOfOthers(Secret owner) {
    return databases.tablesOfOthers(owner);
  }

  @Override
  public String migrate(Secret owner, String version) {
    return timed("migrate", () -> databases.migrate(owner, version), _ -> true);
  }

  @Override
  public String provision(Secret owner, String version, StoreIdentity identity) {
    return timed("provision", () -> databases.provision(owner, version, identity), _ -> true);
  }

  @Override
  public boolean claim(Secret application, String version, StoreIdentity identity) {
    return timed("claim", () -> databases.claim(application, version, identity), done -> done);
  }

  @Override
  public void prove(Secret application, UUID organizationId) {
    boolean _ =
        timed(
            "prove",
            () -> {
              databases.prove(application, organizationId);
              return true;
            },
            done -> done);
  }

  private <T> T timed(String work, Supplier<T> session, Predicate<T> isDone) {
    Timer.Sample time = Timer.start(metrics);
    String outcome = FAILED;
    try {
      T result = session.get();
      outcome = isDone.test(result) ? DONE : DECLINED;
      return result;
    } catch (SchemaException.Unreachable e) {
      outcome = UNREACHABLE;
      throw e;
    } finally {
      time.stop(Meters.DATABASE_SESSIONS.timer(metrics, work, outcome));
    }
  }
}
