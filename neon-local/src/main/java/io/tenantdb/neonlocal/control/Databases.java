package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Neon's rules for databases. */
public final class Databases {

  private final Store store;
  private final Lookup lookup;
  private final Computes computes;
  private final Configuration configuration;
  private final Ids ids;
  private final Clock clock;

  Databases(
      Store store,
      Lookup lookup,
      Computes computes,
      Configuration configuration,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.lookup = lookup;
    this.computes = computes;
    this.configuration = configuration;
    this.ids = ids;
    this.clock = clock;
  }

  /** All databases of a branch, those made with SQL too. */
  public List<Database> list(String projectId, String branchId) {
    lookup.branch(projectId, branchId);
    computes.of(branchId).syncCatalog();
    return lookup.branch(projectId, branchId).databases();
  }

  /** One database. */
  public Database get(String projectId, String branchId, String name) {
    list(projectId, branchId);
    return Lookup.database(lookup.branch(projectId, branchId), name);
  }

  /** Makes a database. */
  public Made<Database> create(
      String projectId, String branchId, @Nullable String name, @Nullable String owner) {
    String checked = Checks.databaseName(Checks.required(name, "database.name"));
    String ownerName = Checks.required(owner, "database.owner_name");
    list(projectId, branchId);
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          checkNew(entry, checked);
          Lookup.role(entry, ownerName);
          Instant now = clock.instant();
          Database database = new Database(ids.database(), branchId, checked, ownerName, now, now);
          return configuration.change(
              with(entry, checked, database), new Change.PutDatabase(checked, ownerName), database);
        });
  }

  private static void checkNew(BranchEntry entry, String name) {
    if (entry.database(name).isPresent()) {
      throw ApiException.conflict("database already exists; database_name:\"" + name + "\"");
    }
    if (entry.databases().size() >= Limits.CATALOG_OBJECTS_PER_BRANCH) {
      throw ApiException.unprocessable("DATABASES_LIMIT_EXCEEDED", "databases limit exceeded");
    }
  }

  /** Renames a database or gives it another owner. */
  public Made<Database> update(
      String projectId,
      String branchId,
      String name,
      @Nullable String newName,
      @Nullable String newOwner) {
    get(projectId, branchId, name);
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          Database before = Lookup.database(entry, name);
          String renamed = newName == null ? name : Checks.databaseName(newName);
          String owner = newOwner == null ? before.ownerName() : newOwner;
          Lookup.role(entry, owner);
          if (!renamed.equals(name)) {
            checkNew(entry, renamed);
          }
          Database after = before.with(renamed, owner, clock.instant());
          return configuration.change(
              with(entry, name, after), new Change.AlterDatabase(name, renamed, owner), after);
        });
  }

  /** Deletes a database; empty when it is already gone. */
  public Optional<Made<Database>> delete(String projectId, String branchId, String name) {
    list(projectId, branchId);
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          return entry
              .database(name)
              .map(
                  database ->
                      configuration.change(
                          with(entry, name, null), new Change.DropDatabase(name), database));
        });
  }

  private static BranchEntry with(BranchEntry entry, String replaced, @Nullable Database database) {
    List<Database> databases = new ArrayList<>(entry.databases());
    databases.removeIf(other -> other.name().equals(replaced));
    if (database != null) {
      databases.add(database);
    }
    return entry.with(entry.roles(), databases);
  }
}
