package io.tenantdb.operator.intake;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The platform's {@code organizations}, and which of them were taken in. */
final class OrganizationRows {
  // The table is the platform's: its columns may be of other types, or not be there.
  private static final String WAITING =
      """
      select o.id, to_jsonb(o) ->> 'name', to_jsonb(o) ->> 'subdomain', to_jsonb(o) ->> 'region'
      from organizations o
      where not exists (select from tenant_intake t where t.organization_id = o.id)
      """;

  private static final String NEXT_PAGE =
      WAITING + "and (?::uuid is null or o.id > ?::uuid) order by o.id limit ?";

  private static final String AMONG = WAITING + "and o.id = any (?)";

  // A row that went meanwhile needs no mark.
  private static final String TAKEN =
      """
      insert into tenant_intake (organization_id)
      select id from organizations where id = any (?) on conflict do nothing
      """;

  private static final String GONE =
      """
      select wanted.id from unnest(?) as wanted (id)
      where not exists (select from organizations o where o.id = wanted.id)
      """;

  private final Connection session;

  OrganizationRows(Connection session) {
    this.session = session;
  }

  /** Those that were not taken in, in the order of their ids. */
  List<Organization> waiting(@Nullable UUID after, int most) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(NEXT_PAGE)) {
      query.setObject(1, after);
      query.setObject(2, after);
      query.setInt(3, most);
      return read(query);
    }
  }

  /** Those of {@code ids} that are there and were not taken in. */
  List<Organization> waiting(Collection<UUID> ids) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(AMONG)) {
      query.setArray(1, array(ids));
      return read(query);
    }
  }

  /** Notes that they have a store. */
  void taken(Collection<UUID> ids) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement(TAKEN)) {
      insert.setArray(1, array(ids));
      insert.executeUpdate();
    }
  }

  /** Those of {@code ids} that are not there. */
  Set<UUID> gone(Collection<UUID> ids) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(GONE)) {
      query.setArray(1, array(ids));
      var gone = new HashSet<UUID>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          gone.add(rows.getObject(1, UUID.class));
        }
      }
      return gone;
    }
  }

  private Array array(Collection<UUID> ids) throws SQLException {
    return session.createArrayOf("uuid", ids.toArray());
  }

  private static List<Organization> read(PreparedStatement query) throws SQLException {
    var organizations = new ArrayList<Organization>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        organizations.add(
            new Organization(
                rows.getObject(1, UUID.class),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4)));
      }
    }
    return organizations;
  }
}
