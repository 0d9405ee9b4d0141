package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.database.ForeignDatabases;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.schema.SchemaFailures;
import io.tenantdb.schema.StoreIdentity;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A process's sessions with stores' databases. */
final class Sessions implements StoreDatabases {
  static final String ROLE = "store_app_1";

  private final World world;
  private final SimulatedOperator process;

  Sessions(World world, SimulatedOperator process) {
    this.world = world;
    this.process = process;
  }

  @Override
  public String applicationRole() {
    return ROLE;
  }

  @Override
  public String applicationRoleAsSql() {
    return "CREATE ROLE " + ROLE;
  }

  @Override
  public String migrate(Secret owner, String version) {
    return migrate(open(owner), version);
  }

  @Override
  public List<String> tablesOfOthers(Secret owner) {
    open(owner);
    return List.of();
  }

  private String migrate(SimulatedBranch branch, String version) {
    process.mayDie("before the schema of " + branch.id);
    SimulatedDatabase database = branch.database;
    database.version = Math.max(database.version, Integer.parseInt(version));
    if (!database.told.containsKey(ROLE)) {
      database.setPassword(ROLE, world.neon.newPassword());
    }
    failHalfWay();
    return Integer.toString(database.version);
  }

  @Override
  public String provision(Secret owner, String version, StoreIdentity identity) {
    SimulatedBranch branch = open(owner);
    String reached = migrate(branch, version);
    UUID before = branch.database.identity;
    if (before != null && !before.equals(identity.organizationId())) {
      throw SchemaFailures.wrongIdentity(identity.organizationId(), before);
    }
    identify(branch, identity);
    return reached;
  }

  @Override
  public boolean claim(Secret application, String version, StoreIdentity identity) {
    SimulatedBranch branch = open(application);
    UUID before = branch.database.identity;
    boolean isSomebodyElses = before != null && !before.equals(identity.organizationId());
    if (branch.database.version != Integer.parseInt(version) || isSomebodyElses) {
      return false;
    }
    identify(branch, identity);
    return true;
  }

  private void identify(SimulatedBranch branch, StoreIdentity identity) {
    branch.database.identity = identity.organizationId();
    world.judge.identified(branch);
    if (world.history.isTold()) {
      world.history.tell(process.name(), "PROVISIONS " + branch.id);
    }
    process.mayDie("after the identity of " + branch.id);
    failHalfWay();
  }

  @Override
  public void prove(Secret application, UUID organizationId) {
    Optional<UUID> found = Optional.ofNullable(open(application).database.identity);
    if (!found.equals(Optional.of(organizationId))) {
      throw ForeignDatabases.exception(organizationId, found);
    }
  }

  private SimulatedBranch open(Secret uri) {
    process.elapse(300);
    failHalfWay();
    DatabaseAddress address = DatabaseAddress.parse(uri.reveal());
    Optional<Endpoint> endpoint = world.neon.endpointAt(address.host());
    Optional<SimulatedBranch> branch = world.neon.branchAt(address.host());
    if (endpoint.isEmpty() || branch.isEmpty() || endpoint.get().disabled()) {
      throw SchemaFailures.unreachable();
    }
    if (!branch.get().state.equals("ready")) {
      throw SchemaFailures.unreachable();
    }
    if (!address.password().equals(branch.get().database.accepted.get(address.user()))) {
      throw SchemaFailures.accessRefused();
    }
    return branch.get();
  }

  private void failHalfWay() {
    if (world.neonWhims.in(world.faults.sqlFails)) {
      throw SchemaFailures.unreachable();
    }
  }
}
