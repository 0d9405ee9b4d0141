package io.tenantdb.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link TenantDatabase} of its own, on one PostgreSQL that all tests share. Its
 * owner is what Neon's is: no superuser, may create roles and databases.
 */
final class PostgresExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

  /** The server; closed by JUnit when the last test has ended. */
  private record Server(EmbeddedPostgres postgres) implements AutoCloseable {

    static Server start() {
      try {
        Server server = new Server(EmbeddedPostgres.start());
        admin(server).execute("CREATE ROLE neondb_owner LOGIN CREATEROLE CREATEDB");
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start", e);
      }
    }

    static Connect admin(Server server) {
      return new Connect(server.postgres().getPort(), "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TenantDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Server server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Server.class, key -> Server.start(), Server.class);
    String name = "store_" + UUID.randomUUID().toString().replace("-", "");
    Server.admin(server).execute("CREATE DATABASE %s OWNER neondb_owner".formatted(name));
    return new TenantDatabase(server.postgres().getPort(), name);
  }
}
