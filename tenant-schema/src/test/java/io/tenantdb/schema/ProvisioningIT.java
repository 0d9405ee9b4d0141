package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantdb.schema.SchemaException.StatementFailed;
import io.tenantdb.schema.SchemaException.WrongIdentity;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(PostgresExtension.class)
final class ProvisioningIT {

  private static final UUID STORE = UUID.fromString("6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401");
  private static final StoreIdentity ACME = new StoreIdentity(STORE, "Acme", "acme");
  private static final StoreIdentity ACME_RENAMED =
      new StoreIdentity(STORE, "Acme & Sons", "acme-sons");
  private static final StoreIdentity SOMEBODY_ELSE =
      new StoreIdentity(new UUID(7, 7), "Other", "other");

  @Test
  void shouldWriteIdentityAndSettingsOfANewStore(TenantDatabase database) {
    // Given
    database.migrated();

    // When
    Provisioned provisioned = database.provision(ACME);

    // Then
    assertThat(provisioned.seeded()).isTrue();
    assertThat(identityOf(database)).contains(ACME);
    assertThat(settings(database))
        .containsExactly(
            "currency=EUR", "locale=en", "store_name=Acme", "subdomain=acme", "time_zone=UTC");
  }

  @Test
  void shouldProvisionAtTheOldestVersionOfUseAndAtNoOlder(TenantDatabase database) {
    // Given
    SchemaVersion oldest = new StoreSchema().oldestOfUse();
    database.migrate(new SchemaVersion(oldest.number() - 1));
    Throwable tooOld = catchThrowable(() -> database.provision(ACME));

    // When
    database.migrate(oldest);
    database.provision(ACME);

    // Then
    assertThat(tooOld).isInstanceOf(SchemaException.StatementFailed.class);
    assertThat(identityOf(database)).contains(ACME);
  }

  @Test
  void shouldNeedNoMigrationWhenCutFromATemplate(TenantDatabase template) {
    // Given
    TenantDatabase store = template.migrated().copy();

    // When
    MigrationReport report = store.migrate(new StoreSchema().newest());
    store.provision(ACME);

    // Then
    assertThat(report.applied()).isEmpty();
    assertThat(identityOf(store)).contains(ACME);
    assertThat(identityOf(template)).isEmpty();
    assertThat(categories(store))
        .containsExactly("bestsellers", "gift-cards", "new-arrivals", "sale");
  }

  @Test
  void shouldChangeNothingWhenRepeated(TenantDatabase database) {
    // Given
    Provisioned first = database.migrated().provision(ACME);
    List<String> settings = settings(database);

    // When
    Provisioned second = database.provision(ACME);

    // Then
    assertThat(second).isEqualTo(new Provisioned(ACME, first.provisionedAt(), false));
    assertThat(settings(database)).isEqualTo(settings);
    assertThat(identityOf(database)).contains(ACME);
  }

  @Test
  void shouldTakeANewNameIntoTheIdentityOnlyWhenTheStoreIsRenamed(TenantDatabase database) {
    // Given
    database.migrated().provision(ACME);

    // When
    database.provision(ACME_RENAMED);

    // Then
    assertThat(identityOf(database)).contains(ACME_RENAMED);
    assertThat(settings(database)).contains("store_name=Acme", "subdomain=acme");
  }

  @Test
  void shouldRefuseAnotherOrganizationAndLeaveEverythingAsItWas(TenantDatabase database) {
    // Given
    database.migrated().provision(ACME);

    // Then
    assertThatThrownBy(() -> database.provision(SOMEBODY_ELSE))
        .isInstanceOfSatisfying(
            WrongIdentity.class,
            refused -> {
              assertThat(refused.expected()).isEqualTo(SOMEBODY_ELSE.organizationId());
              assertThat(refused.found()).isEqualTo(STORE);
            });
    assertThat(identityOf(database)).contains(ACME);
    assertThat(settings(database)).contains("store_name=Acme");
  }

  @Test
  void shouldNotBringBackWhatTheStoreChangedOrDeleted(TenantDatabase database) {
    // Given
    database.migrated().provision(ACME);
    database
        .shop()
        .execute(
            "DELETE FROM public.categories WHERE slug = 'sale'",
            "DELETE FROM public.settings WHERE key = 'locale'",
            "UPDATE public.settings SET value = 'CHF' WHERE key = 'currency'");

    // When
    database.migrated().provision(ACME);

    // Then
    assertThat(categories(database)).doesNotContain("sale");
    assertThat(settings(database))
        .containsExactly("currency=CHF", "store_name=Acme", "subdomain=acme", "time_zone=UTC");
  }

  @Test
  void shouldNotSeedCategoriesIntoAStoreThatIsInBusiness(TenantDatabase database) {
    // Given
    database.migrate(new SchemaVersion(5));
    database.provision(ACME);

    // When
    database.migrated();

    // Then
    assertThat(categories(database)).isEmpty();
  }

  @Test
  void shouldKeepCategoriesThatWereThereBeforeTheSeed(TenantDatabase database) {
    // Given
    database.migrate(new SchemaVersion(5));
    database.owner().execute("INSERT INTO public.categories (name, slug) VALUES ('Mine', 'sale')");

    // When
    database.migrated();

    // Then
    assertThat(database.shop().query("SELECT name FROM public.categories WHERE slug = 'sale'"))
        .containsExactly("Mine");
  }

  @Test
  void shouldProvisionAStoreWithoutSubdomain(TenantDatabase database) {
    // Given
    StoreIdentity withoutSubdomain = new StoreIdentity(STORE, "Acme", null);

    // When
    database.migrated().provision(withoutSubdomain);

    // Then
    assertThat(identityOf(database)).contains(withoutSubdomain);
    assertThat(settings(database)).noneMatch(setting -> setting.startsWith("subdomain"));
  }

  static Stream<String> hostileNames() {
    return Stream.of(
        "Robert'); DROP TABLE public.products; --",
        "\"double\" 'single' $$dollar$$ `back` \\back\\ ? :x ${placeholder}",
        "🧀 Käse-Laden ' 日本語 \u202eevil",
        "line one\nline two\r\n\ttab",
        "x".repeat(10_000),
        "🧀".repeat(2_500),
        "");
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void shouldStoreAHostileNameAsItIs(String name, TenantDatabase database) {
    // Given
    StoreIdentity hostile = new StoreIdentity(STORE, name, "acme");

    // When
    database.migrated().provision(hostile);

    // Then
    assertThat(identityOf(database)).contains(hostile);
    assertThat(database.shop().query("SELECT value FROM public.settings WHERE key = 'store_name'"))
        .containsExactly(name);
    assertThat(database.shop().query("SELECT count(*) FROM public.products")).containsExactly("0");
  }

  @Test
  void shouldFindNoIdentityWhenThereIsNoSchema(TenantDatabase database) {
    assertThat(identityOf(database)).isEmpty();
  }

  @Test
  void shouldFailClearlyWhenTheSchemaIsNotThere(TenantDatabase database) {
    assertThatThrownBy(() -> database.provision(ACME))
        .isInstanceOf(StatementFailed.class)
        .hasMessageStartingWith("could not write the identity of the store (SQLSTATE 42P01)");
  }

  private static Optional<StoreIdentity> identityOf(TenantDatabase database) {
    try (OwnerSession session = database.session()) {
      return new StoreMigrator(new StoreSchema()).identity(session);
    }
  }

  private static List<String> settings(TenantDatabase database) {
    return database.shop().query("SELECT key || '=' || value FROM public.settings ORDER BY key");
  }

  private static List<String> categories(TenantDatabase database) {
    return database.shop().query("SELECT slug FROM public.categories ORDER BY slug");
  }
}
