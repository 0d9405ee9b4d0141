package io.tenantdb.operator.registry;

import io.tenantdb.operator.registry.Ledger.Stored;
import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry's tables in SQL, for one installation. Values are always parameters. */
final class RegistryRows {
  private static final int PAGE = 1000;

  private static final String READ_PAGE =
      """
      select d.organization_id, d.subdomain, d.neon_project_id, d.neon_branch_id, d.neon_endpoint_id,
             d.connection_string_encrypted, d.region, d.status, d.status_message, d.database_size_mb,
             d.installation, m.names, m.versions
      from tenant_databases d
      left join lateral (
        select array_agg(migration_name order by id) as names, array_agg(migration_version order by id) as versions
        from tenant_migrations where tenant_database_id = d.id and success
      ) m on true
      where ?::uuid is null or d.organization_id > ?::uuid
      order by d.organization_id
      limit ?
      """;

  // One statement a store: its row, and exactly the migrations it has. Failed ones are not ours to
  // remove.
  private static final String WRITE =
      """
      with store as (
        insert into tenant_databases (
          organization_id, subdomain, neon_project_id, neon_branch_id, neon_endpoint_id, connection_string_encrypted,
          region, status, status_message, database_size_mb, installation)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (organization_id) do update set
          subdomain = excluded.subdomain,
          neon_project_id = excluded.neon_project_id,
          neon_branch_id = excluded.neon_branch_id,
          neon_endpoint_id = excluded.neon_endpoint_id,
          connection_string_encrypted = excluded.connection_string_encrypted,
          region = excluded.region,
          status = excluded.status,
          status_message = excluded.status_message,
          database_size_mb = excluded.database_size_mb,
          installation = excluded.installation
        returning id
      ), has as (
        select store.id, m.name, m.version
        from store, unnest(?::text[], ?::text[]) as m (name, version)
      ), gone as (
        delete from tenant_migrations old using store
        where old.tenant_database_id = store.id and old.success
          and (old.migration_name, old.migration_version) not in (select name, version from has)
      )
      insert into tenant_migrations (tenant_database_id, migration_name, migration_version)
      select id, name, version from has
      on conflict (tenant_database_id, migration_name, migration_version) where success do nothing
      """;

  // Its store is there already, so nobody need make one for it.
  private static final String ADD_ORGANIZATION =
      """
      with added as (
        insert into organizations (id) values (?) on conflict do nothing returning id
      )
      insert into tenant_intake (organization_id) select id from added on conflict do nothing
      """;

  private static final String REMOVE =
      "delete from tenant_databases where organization_id = ? and installation = ?";

  private static final String HOLDER =
      """
      select organization_id from tenant_databases
      where neon_branch_id = ? and organization_id <> ? and installation = ? for update
      """;

  private static final String DISPLACE =
      "update tenant_databases set neon_branch_id = null, status = 'provisioning' where organization_id = ?";

  // A process says every 5 minutes that it lives (docs/connections.md).
  private static final String CLOSE_OF_THE_DEAD =
      """
      update tenant_connections set status = 'closed'
      where status <> 'closed' and greatest(seen_at, last_used_at) < now() - interval '15 minutes'
      """;

  private static final String FORGET_CLOSED =
      """
      delete from tenant_connections
      where status = 'closed' and greatest(seen_at, last_used_at) < now() - interval '30 days'
      """;

  private final String installation;

  RegistryRows(String installation) {
    this.installation = installation;
  }

  /** Every row of the table, a page at a time. */
  Map<UUID, Stored> readAll(Connection connection) throws SQLException {
    var rows = new HashMap<UUID, Stored>();
    UUID last = null;
    int before;
    do {
      before = rows.size();
      last = readPage(connection, last, rows);
    } while (rows.size() == before + PAGE);
    return rows;
  }

  private @Nullable UUID readPage(
      Connection connection, @Nullable UUID after, Map<UUID, Stored> rows) throws SQLException {
    UUID last = after;
    try (PreparedStatement query = connection.prepareStatement(READ_PAGE)) {
      query.setObject(1, after);
      query.setObject(2, after);
      query.setInt(3, PAGE);
      try (ResultSet page = query.executeQuery()) {
        while (page.next()) {
          RegistryEntry entry = entry(page);
          boolean ours = installation.equals(page.getString("installation"));
          last = entry.organizationId();
          rows.put(last, new Stored(Fingerprint.of(entry), ours));
        }
      }
    }
    return last;
  }

  void addOrganizations(Connection connection, List<RegistryEntry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_ORGANIZATION)) {
      for (RegistryEntry entry : entries) {
        insert.setObject(1, entry.organizationId());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void write(Connection connection, List<RegistryEntry> entries) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(WRITE)) {
      for (RegistryEntry entry : entries) {
        bind(upsert, entry);
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  void remove(Connection connection, List<UUID> organizations) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
      for (UUID organization : organizations) {
        delete.setObject(1, organization);
        delete.setString(2, installation);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /** Closes what processes held that say nothing any more, and forgets what was closed long ago. */
  void tidyConnections(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(CLOSE_OF_THE_DEAD);
      statement.executeUpdate(FORGET_CLOSED);
    }
  }

  /** The other organization whose row, written by this installation, has the branch. */
  Optional<UUID> holder(Connection connection, String branchId, UUID except) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
      query.setString(1, branchId);
      query.setObject(2, except);
      query.setString(3, installation);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? Optional.of(found.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  /** Takes the branch from the organization's row, which is not complete after that. */
  void displace(Connection connection, UUID organization) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DISPLACE)) {
      update.setObject(1, organization);
      update.executeUpdate();
    }
  }

  private void bind(PreparedStatement upsert, RegistryEntry entry) throws SQLException {
    Connection connection = upsert.getConnection();
    List<SchemaMigration> migrations = entry.migrations().stream().distinct().toList();
    upsert.setObject(1, entry.organizationId());
    upsert.setString(2, entry.subdomain());
    upsert.setString(3, entry.projectId());
    upsert.setString(4, entry.branchId());
    upsert.setString(5, entry.endpointId());
    upsert.setString(6, entry.sealedConnectionString());
    upsert.setString(7, entry.region());
    upsert.setString(8, Columns.status(entry.state()));
    upsert.setString(9, entry.message());
    upsert.setInt(10, Columns.megabytes(entry.sizeBytes()));
    upsert.setString(11, installation);
    upsert.setArray(12, texts(connection, migrations.stream().map(SchemaMigration::name).toList()));
    upsert.setArray(
        13, texts(connection, migrations.stream().map(SchemaMigration::version).toList()));
  }

  private static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static RegistryEntry entry(ResultSet row) throws SQLException {
    return new RegistryEntry(
        row.getObject("organization_id", UUID.class),
        row.getString("subdomain"),
        row.getString("neon_project_id"),
        row.getString("neon_branch_id"),
        row.getString("neon_endpoint_id"),
        row.getString("connection_string_encrypted"),
        row.getString("region"),
        Columns.state(row.getString("status")),
        row.getString("status_message"),
        Columns.bytes(row.getInt("database_size_mb")),
        migrations(row.getArray("names"), row.getArray("versions")));
  }

  private static List<SchemaMigration> migrations(@Nullable Array names, @Nullable Array versions)
      throws SQLException {
    if (names == null || versions == null) {
      return List.of();
    }
    String[] name = (String[]) names.getArray();
    String[] version = (String[]) versions.getArray();
    var migrations = new ArrayList<SchemaMigration>(name.length);
    for (int i = 0; i < name.length; i++) {
      migrations.add(new SchemaMigration(name[i], version[i]));
    }
    return migrations;
  }
}
