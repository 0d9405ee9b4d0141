package io.tenantdb.neonlocal.postgres;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Puts Neon's own roles into a fresh server. What they may do follows compute_tools/src/spec.rs and
 * its migrations in neondatabase/neon.
 */
public final class NeonRoles {

  private static final String ROLES =
      """
      CREATE ROLE neon_superuser CREATEDB CREATEROLE NOLOGIN REPLICATION BYPASSRLS
        IN ROLE pg_read_all_data, pg_write_all_data;
      GRANT pg_create_subscription TO neon_superuser;
      GRANT pg_monitor TO neon_superuser WITH ADMIN OPTION;
      GRANT pg_signal_backend TO neon_superuser WITH ADMIN OPTION;
      GRANT EXECUTE ON FUNCTION pg_export_snapshot TO neon_superuser;
      GRANT EXECUTE ON FUNCTION pg_log_standby_snapshot TO neon_superuser;
      GRANT EXECUTE ON FUNCTION pg_show_replication_origin_status TO neon_superuser;
      """;

  /** In template1, so that every database made later has them too. */
  private static final String EVERY_DATABASE =
      """
      GRANT ALL ON SCHEMA public TO neon_superuser WITH GRANT OPTION;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT ALL ON TABLES TO neon_superuser WITH GRANT OPTION;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT ALL ON SEQUENCES TO neon_superuser WITH GRANT OPTION;
      """;

  private NeonRoles() {}

  /** Makes the roles and their rights. */
  public static void create(Admin admin, InetSocketAddress server) throws SQLException {
    run(admin, server, "postgres", ROLES + EVERY_DATABASE);
    run(admin, server, "template1", EVERY_DATABASE);
  }

  private static void run(Admin admin, InetSocketAddress server, String database, String sql)
      throws SQLException {
    try (Connection connection = admin.connect(server, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
