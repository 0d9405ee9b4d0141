package io.tenantdb.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.database.SchemaCatalog.Migration;
import io.tenantdb.schema.StoreSchema;
import org.junit.jupiter.api.Test;

final class StoreSchemaCatalogTest {
  private final StoreSchema schema = new StoreSchema();
  private final StoreSchemaCatalog catalog = new StoreSchemaCatalog(schema);

  @Test
  void shouldAimAtTheNewestWhenNothingIsPinned() {
    assertThat(catalog.target("store", null)).contains(schema.newest().toString());
  }

  @Test
  void shouldAimAtThePinWhenItExists() {
    assertThat(catalog.target("store", "5")).contains("5");
  }

  @Test
  void shouldAimAtNothingWhenThereIsNoSuchVersion() {
    assertThat(catalog.target("store", "999")).isEmpty();
    assertThat(catalog.target("store", "1.0")).isEmpty();
  }

  @Test
  void shouldNotAimAtVersionThatIsTooOldForAStoreAndSayWhichAreNot() {
    assertThat(catalog.target("store", "4")).isEmpty();
    assertThat(catalog.offer()).isEqualTo("schema store in versions 5 to " + schema.newest());
  }

  @Test
  void shouldAimAtNothingWhenThereIsNoSuchSchema() {
    assertThat(catalog.newest("shop")).isEmpty();
    assertThat(catalog.target("shop", "1")).isEmpty();
    assertThat(catalog.upTo("shop", "1")).isEmpty();
  }

  @Test
  void shouldCompareVersionsAsNumbers() {
    assertThat(catalog.compare("10", "9")).isPositive();
  }

  @Test
  void shouldListMigrationsUpToVersionOldestFirst() {
    assertThat(catalog.upTo("store", "3"))
        .extracting(Migration::version)
        .containsExactly("1", "2", "3");
  }
}
