package io.tenantdb.operator.database;

import io.tenantdb.neon.Secret;
import io.tenantdb.operator.neon.FakeDatabase;
import io.tenantdb.operator.neon.FakeNeonApi;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.schema.SchemaException;
import io.tenantdb.schema.SchemaFailures;
import io.tenantdb.schema.StoreIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The databases of the branches of a {@link FakeNeonApi}. */
public final class FakeStoreDatabases implements StoreDatabases {
  private final FakeNeonApi neon;
  private final Set<String> refused = new HashSet<>();
  private @Nullable SchemaException failure;
  private int proofs;

  public FakeStoreDatabases(FakeNeonApi neon) {
    this.neon = neon;
  }

  /** Neon knows the password, and the servers were never told of it. */
  public void refuse(String password) {
    refused.add(password);
  }

  /** From now on every session fails. */
  public void fail(SchemaException failure) {
    this.failure = failure;
  }

  public void heal() {
    failure = null;
  }

  /** How many credentials were proven. */
  public int proofs() {
    return proofs;
  }

  @Override
  public String applicationRole() {
    return "store_app_1";
  }

  @Override
  public String applicationRoleAsSql() {
    return "CREATE ROLE store_app_1";
  }

  @Override
  public String migrate(Secret owner, String version) {
    FakeDatabase database = open(owner);
    database.migrateTo(Integer.parseInt(version));
    neon.addRole(database, applicationRole());
    return Integer.toString(database.version());
  }

  @Override
  public List<String> tablesOfOthers(Secret owner) {
    FakeDatabase database = open(owner);
    return database.version() == 0 ? database.tablesOfOthers() : List.of();
  }

  @Override
  public String provision(Secret owner, String version, StoreIdentity identity) {
    String reached = migrate(owner, version);
    UUID organizationId = identity.organizationId();
    Optional<UUID> before = open(owner).organizationId();
    if (before.isPresent() && !before.get().equals(organizationId)) {
      throw SchemaFailures.wrongIdentity(organizationId, before.get());
    }
    open(owner).belongsTo(organizationId);
    return reached;
  }

  @Override
  public boolean claim(Secret application, String version, StoreIdentity identity) {
    FakeDatabase database = open(application);
    UUID organizationId = identity.organizationId();
    if (database.version() != Integer.parseInt(version)
        || database.organizationId().filter(owner -> !owner.equals(organizationId)).isPresent()) {
      return false;
    }
    database.belongsTo(organizationId);
    proofs++;
    return true;
  }

  @Override
  public void prove(Secret application, UUID organizationId) {
    Optional<UUID> found = open(application).organizationId();
    if (!found.equals(Optional.of(organizationId))) {
      throw new ForeignDatabaseException(organizationId, found);
    }
    proofs++;
  }

  private FakeDatabase open(Secret uri) {
    if (failure != null) {
      throw failure;
    }
    DatabaseAddress address = DatabaseAddress.parse(uri.reveal());
    if (neon.isDisabledAt(address.host())) {
      throw SchemaFailures.unreachable();
    }
    if (refused.contains(address.password())
        || !neon.isPasswordOf(address.user(), address.password(), address.host())) {
      throw SchemaFailures.accessRefused();
    }
    return neon.databaseAt(address.host());
  }
}
