package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.schema.SchemaException.AccessRefused;
import io.tenantdb.schema.SchemaException.Unreachable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Connections as Neon takes them: TLS, SCRAM bound to it, passwords with characters that a URI must
 * encode.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class SecuredConnectionIT {

  private static final String PASSWORD = "p@ss:w/ord?+%";
  private static final String ENCODED_PASSWORD = "p%40ss%3Aw%2Ford%3F+%25";

  private EmbeddedPostgres postgres;

  @BeforeAll
  void startPostgres() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setDataDirectoryCustomizer(folder -> TlsFiles.writeInto(folder.toPath()))
            .start();
    new Connect(postgres.getPort(), "postgres", "postgres")
        .execute(
            "CREATE ROLE owner LOGIN CREATEROLE CREATEDB PASSWORD '%s'".formatted(PASSWORD),
            "CREATE DATABASE store OWNER owner");
  }

  @AfterAll
  void stopPostgres() throws IOException {
    postgres.close();
  }

  @Test
  void shouldMigrateThroughTlsWithABoundPasswordExchange() {
    // Given
    DatabaseAddress address = address(ENCODED_PASSWORD, "sslmode=require&channel_binding=require");

    // When
    try (OwnerSession session = OwnerSession.open(address, SessionLimits.defaults())) {
      MigrationReport report =
          new StoreMigrator(new StoreSchema()).migrate(session, new SchemaVersion(1));

      // Then
      assertThat(report.applied()).hasSize(1);
    }
  }

  @Test
  void shouldReportAccessRefusedWithoutThePasswordWhenItIsWrong() {
    // Given
    DatabaseAddress address = address("wr0ng", "sslmode=require");

    // Then
    assertThatThrownBy(() -> OwnerSession.open(address, SessionLimits.defaults()))
        .isInstanceOf(AccessRefused.class)
        .hasMessageContaining("28P01")
        .message()
        .doesNotContain("wr0ng");
  }

  @Test
  void shouldNotConnectInPlainTextToAServerThatWantsTls() {
    // Given
    DatabaseAddress address = address(ENCODED_PASSWORD, "sslmode=disable");

    // Then
    assertThatThrownBy(() -> OwnerSession.open(address, SessionLimits.defaults()))
        .isInstanceOf(AccessRefused.class);
  }

  @Test
  void shouldNotTrustASelfSignedCertificateWhenItIsToBeVerified() {
    // Given
    DatabaseAddress address = address(ENCODED_PASSWORD, "sslmode=verify-full");

    // Then
    assertThatThrownBy(() -> OwnerSession.open(address, SessionLimits.defaults()))
        .isInstanceOf(Unreachable.class)
        .message()
        .doesNotContain(PASSWORD);
  }

  private DatabaseAddress address(String encodedPassword, String parameters) {
    return DatabaseAddress.parse(
        "postgresql://owner:%s@localhost:%d/store?%s"
            .formatted(encodedPassword, postgres.getPort(), parameters));
  }
}
