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

/** The platform's {@code organizations}, and which of them were taken in. */
final class OrganizationRows {
  // The table is the platform's: its columns may be of other types, or not be there.
  private static final String READ =
      """
      select o.id, to_jsonb(o) ->> 'name', to_jsonb(o) ->> 'subdomain', to_jsonb(o) ->> 'region'
      from organizations o
      where o.id = any (?)
        and not exists (select from tenant_intake t where t.organization_id = o.id)
      """;

  private static final String WAITING =
      """
      select o.id from organizations o
      where not exists (select from tenant_intake t where t.organization_id = o.id)
      """;

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

  private static final String OWN =
      "insert into tenant_intake_owner (installation) values (?) on conflict do nothing";

  private static final String OWNED =
      "select exists (select from tenant_intake_owner where installation = ?)";

  private static final String HIDDEN = "select row_security_active('organizations')";

  private final Connection session;

  OrganizationRows(Connection session) {
    this.session = session;
  }

  /** Whether this installation is the one that takes organizations in; the first to ask is. */
  boolean isOwnedBy(String installation) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement(OWN)) {
      insert.setString(1, installation);
      insert.executeUpdate();
    }
    try (PreparedStatement query = session.prepareStatement(OWNED)) {
      query.setString(1, installation);
      return isTrue(query);
    }
  }

  /** Whether rows may be there that this login does not see. */
  boolean isHidden() throws SQLException {
    try (PreparedStatement query = session.prepareStatement(HIDDEN)) {
      return isTrue(query);
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet answer = query.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Those that were not taken in. */
  Set<UUID> waiting() throws SQLException {
    try (PreparedStatement query = session.prepareStatement(WAITING)) {
      return ids(query);
    }
  }

  /** Those of {@code ids} that are there and were not taken in. */
  List<Organization> waiting(Collection<UUID> ids) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(READ)) {
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
      return ids(query);
    }
  }

  private static Set<UUID> ids(PreparedStatement query) throws SQLException {
    var ids = new HashSet<UUID>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
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
