package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant that owns its database plants code to be found by our sessions (CVE-2026-55769). */
@ExtendWith(PostgresExtension.class)
final class PlantedCodeIT {
  private static final String TRAPS = Resources.text("traps.sql");
  private static final StoreIdentity ACME =
      new StoreIdentity(UUID.randomUUID(), "Acme", "acme-bicycles");

  @Test
  void shouldFindNothingThatATenantPlantedWhenItMigratesAndProvisions(TenantDatabase database)
      throws Exception {
    // Given
    database.migrate(new SchemaVersion(1));
    try (Connection tenant = database.owner().open();
        Statement statement = tenant.createStatement()) {
      statement.execute(TRAPS);

      // When
      database.migrated();
      database.provision(ACME);
      database.migrated();
      try (OwnerSession session = database.session()) {
        new StoreMigrator(new StoreSchema()).identity(session);
        new StoreMigrator(new StoreSchema()).tablesOfOthers(session);
      }
    }

    // Then
    assertThat(caught(database)).isEmpty();
    assertThat(database.superuser().query("SELECT is_called FROM public.caught_times"))
        .containsExactly("f");

    // When
    database.owner().execute("SELECT lower('X')");

    // Then
    assertThat(caught(database)).isNotEmpty();
  }

  private static List<String> caught(TenantDatabase database) {
    return database.superuser().query("SELECT DISTINCT what, whom FROM public.caught_things");
  }
}
