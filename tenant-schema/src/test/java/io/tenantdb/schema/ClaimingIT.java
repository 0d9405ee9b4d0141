package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.schema.DatabaseAddress.TlsMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fresh copy of a template becomes a store's by the store's own credentials, once. */
@ExtendWith(PostgresExtension.class)
final class ClaimingIT {

  private static final SchemaVersion NEWEST = new StoreSchema().newest();
  private static final UUID STORE = UUID.fromString("6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401");
  private static final StoreIdentity ACME = new StoreIdentity(STORE, "Acme", "acme");
  private static final StoreIdentity SOMEBODY_ELSE =
      new StoreIdentity(new UUID(7, 7), "Other", "other");

  @Test
  void shouldMakeAFreshCopyTheStores(TenantDatabase template) {
    // Given
    TenantDatabase store = template.migrated().copy();

    // When
    boolean isClaimed = claim(store, ACME);

    // Then
    assertThat(isClaimed).isTrue();
    assertThat(identityOf(store)).contains(ACME);
    assertThat(settings(store))
        .containsExactly(
            "currency=EUR", "locale=en", "store_name=Acme", "subdomain=acme", "time_zone=UTC");
    assertThat(identityOf(template)).isEmpty();
  }

  @Test
  void shouldLeaveWhatTheOwnersWayLeaves(TenantDatabase template) {
    // Given
    TenantDatabase claimed = template.migrated().copy();
    StoreIdentity withoutSubdomain = new StoreIdentity(STORE, "Robert'); --", null);

    // When
    claim(claimed, withoutSubdomain);
    template.provision(withoutSubdomain);

    // Then
    assertThat(identityOf(claimed)).isEqualTo(identityOf(template));
    assertThat(settings(claimed)).isEqualTo(settings(template));
    assertThat(seeds(claimed)).isEqualTo(seeds(template));
  }

  @Test
  void shouldAnswerAgainAndChangeNothingWhenRepeated(TenantDatabase database) {
    // Given
    claim(database.migrated(), ACME);
    database.shop().execute("DELETE FROM public.settings WHERE key = 'locale'");
    List<String> before = settings(database);

    // When
    boolean isClaimed = claim(database, ACME);

    // Then
    assertThat(isClaimed).isTrue();
    assertThat(settings(database)).isEqualTo(before);
  }

  @Test
  void shouldLeaveADatabaseAloneThatIsAnotherStores(TenantDatabase database) {
    // Given
    claim(database.migrated(), ACME);

    // When
    boolean isClaimed = claim(database, SOMEBODY_ELSE);

    // Then
    assertThat(isClaimed).isFalse();
    assertThat(identityOf(database)).contains(ACME);
    assertThat(settings(database)).contains("store_name=Acme");
  }

  @Test
  void shouldLeaveANewNameToTheOwner(TenantDatabase database) {
    // Given
    claim(database.migrated(), ACME);

    // When
    boolean isClaimed = claim(database, new StoreIdentity(STORE, "Acme & Sons", "acme"));

    // Then
    assertThat(isClaimed).isFalse();
    assertThat(identityOf(database)).contains(ACME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE tenantdb.schema_history SET checksum = checksum + 1 WHERE version = '3'",
        "UPDATE tenantdb.schema_history SET success = false WHERE version = '7'",
        "DELETE FROM tenantdb.schema_history WHERE version = '6'",
        "INSERT INTO tenantdb.schema_history"
            + " SELECT 100, '8', 'from the future', type, 'V8__x.sql', 1, installed_by, now(), 1, true"
            + " FROM tenantdb.schema_history WHERE version = '7'"
      })
  void shouldNotMakeADatabaseAStoresWhoseHistoryDiffers(String tampering, TenantDatabase database) {
    // Given
    database.migrated().owner().execute(tampering);

    // When
    boolean isClaimed = claim(database, ACME);

    // Then
    assertThat(isClaimed).isFalse();
    assertThat(identityOf(database)).isEmpty();
    assertThat(settings(database)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6})
  void shouldLeaveDatabasesOfOlderVersionsToTheirOwner(int version, TenantDatabase database) {
    // Given
    database.migrate(new SchemaVersion(version));

    // Then
    assertThat(claim(database, new SchemaVersion(version), ACME)).isFalse();
  }

  @Test
  void shouldBelieveNoAnswerThatTheIdentityDoesNotBearOut(TenantDatabase database) {
    // Given
    database
        .migrated()
        .owner()
        .execute(
            """
            CREATE OR REPLACE FUNCTION tenantdb.claim(
              expected_history text[], the_organization uuid, the_name text, the_subdomain text, the_schema text)
            RETURNS TABLE (provisioned_at timestamptz, seeded boolean)
            LANGUAGE sql AS 'SELECT now(), true'
            """);

    // Then
    assertThat(claim(database, ACME)).isFalse();
  }

  @Test
  void shouldBeForTheShopOnly(TenantDatabase database) {
    // Given
    String stranger = "stranger_" + UUID.randomUUID().toString().substring(0, 8);
    database
        .migrated()
        .superuser()
        .execute(
            "CREATE ROLE " + stranger + " LOGIN", "GRANT USAGE ON SCHEMA tenantdb TO " + stranger);

    // Then
    assertThatThrownBy(
            () ->
                new Connect(database.port(), database.name(), stranger)
                    .query(
                        "SELECT * FROM tenantdb.claim('{}', gen_random_uuid(), 'x', 'x', 'store')"))
        .hasMessageContaining("permission denied for function claim");
  }

  private static boolean claim(TenantDatabase database, StoreIdentity identity) {
    return claim(database, NEWEST, identity);
  }

  private static boolean claim(
      TenantDatabase database, SchemaVersion version, StoreIdentity identity) {
    DatabaseAddress shop =
        new DatabaseAddress(
            "localhost",
            database.port(),
            database.name(),
            "store_app_1",
            "",
            TlsMode.DISABLED,
            false);
    try (OwnerSession session = OwnerSession.open(shop, SessionLimits.defaults())) {
      return new StoreMigrator(new StoreSchema()).claim(session, version, identity);
    }
  }

  private static Optional<StoreIdentity> identityOf(TenantDatabase database) {
    try (OwnerSession session = database.session()) {
      return new StoreMigrator(new StoreSchema()).identity(session);
    }
  }

  private static List<String> settings(TenantDatabase database) {
    return database.shop().query("SELECT key || '=' || value FROM public.settings ORDER BY key");
  }

  private static List<String> seeds(TenantDatabase database) {
    return database.owner().query("SELECT name FROM tenantdb.seed ORDER BY name");
  }
}
