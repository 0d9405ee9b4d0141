package io.tenantdb.connections;

import io.tenantdb.connections.StoreUnavailableException.RegistryUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Questions to the registry. Each answer carries the number of its reading. */
final class Registry {
  private static final String VERSION =
      "hashtextextended(concat_ws('|', status, subdomain, connection_string_encrypted), 0)";

  private static final String ROWS =
      "select organization_id, subdomain, status, connection_string_encrypted, %s from tenant_databases "
          .formatted(VERSION);

  private static final String VERSIONS =
      "select organization_id, %s from tenant_databases where organization_id = any(?)"
          .formatted(VERSION);

  private final DataSource database;
  private final ConnectionsListener listener;
  private final AtomicLong readings = new AtomicLong();

  Registry(DataSource database, ConnectionsListener listener) {
    this.database = database;
    this.listener = listener;
  }

  Optional<StoreRow> byOrganization(UUID organization) throws RegistryUnavailable {
    return rows(ROWS + "where organization_id = ?", organization).stream().findFirst();
  }

  /** The stores under the label: while it moves from one to another there may be two. */
  List<StoreRow> byLabel(String label) throws RegistryUnavailable {
    return rows(ROWS + "where subdomain = ?", label);
  }

  /** The rows of these organizations; who has none is left out. */
  List<StoreRow> byOrganizations(Collection<UUID> organizations) throws RegistryUnavailable {
    return rows(ROWS + "where organization_id = any(?)", organizations.toArray(UUID[]::new));
  }

  /** The versions of these organizations' rows; who has none is left out. */
  Map<UUID, Long> versions(Collection<UUID> organizations) throws RegistryUnavailable {
    return ask(
        VERSIONS,
        organizations.toArray(UUID[]::new),
        answer -> {
          Map<UUID, Long> versions = new HashMap<>();
          while (answer.next()) {
            versions.put(answer.getObject(1, UUID.class), answer.getLong(2));
          }
          return versions;
        });
  }

  private List<StoreRow> rows(String sql, Object key) throws RegistryUnavailable {
    // Counted before the question: of two answers the one with the greater number is not older.
    long reading = readings.incrementAndGet();
    return ask(
        sql,
        key,
        answer -> {
          List<StoreRow> rows = new ArrayList<>();
          while (answer.next()) {
            rows.add(row(answer, reading));
          }
          return rows;
        });
  }

  private static StoreRow row(ResultSet answer, long reading) throws SQLException {
    return new StoreRow(
        answer.getObject(1, UUID.class),
        answer.getString(2),
        answer.getString(3),
        answer.getString(4),
        answer.getLong(5),
        reading);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet answer) throws SQLException;
  }

  private <T> T ask(String sql, Object key, Reader<T> reader) throws RegistryUnavailable {
    long start = System.nanoTime();
    boolean hasAnswered = false;
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, key instanceof UUID[] keys ? connection.createArrayOf("uuid", keys) : key);
      try (ResultSet answer = query.executeQuery()) {
        T read = reader.read(answer);
        hasAnswered = true;
        return read;
      }
    } catch (SQLException e) {
      throw new RegistryUnavailable(
          "The registry can't be asked (SQLSTATE %s).".formatted(e.getSQLState()), e);
    } finally {
      listener.registryAsked(Duration.ofNanos(System.nanoTime() - start), hasAnswered);
    }
  }
}
