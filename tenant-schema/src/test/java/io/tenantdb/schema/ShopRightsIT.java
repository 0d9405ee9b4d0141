package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.schema.SchemaException.MigrationFailed;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store's own credentials can do in its database, and what they can't. */
@ExtendWith(PostgresExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ShopRightsIT {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final StoreIdentity ACME = new StoreIdentity(new UUID(1, 1), "Acme", "acme");

  private TenantDatabase store;

  /** One for all statements that are refused: none of them leaves a trace. */
  @BeforeAll
  void provisionStore(TenantDatabase database) {
    store = database.migrated();
    store.provision(ACME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE tenantdb.identity SET organization_id = gen_random_uuid()",
        "DELETE FROM tenantdb.identity",
        "INSERT INTO tenantdb.identity (organization_id, store_name, schema_name) VALUES (gen_random_uuid(), 'x', 'store')",
        "TRUNCATE tenantdb.identity",
        "SELECT * FROM tenantdb.schema_history",
        "INSERT INTO tenantdb.schema_history SELECT * FROM tenantdb.schema_history",
        "DELETE FROM tenantdb.schema_history",
        "SELECT * FROM tenantdb.seed",
        "DELETE FROM tenantdb.seed",
        "CREATE TABLE tenantdb.mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "CREATE VIEW public.mine AS SELECT 1",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION public.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TYPE public.mine AS ENUM ('x')",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine (x int)",
        "CREATE EXTENSION hstore",
        "ALTER TABLE public.products ADD COLUMN x int",
        "ALTER TABLE public.products DISABLE TRIGGER ALL",
        "CREATE INDEX ON public.products (description)",
        "CREATE TRIGGER mine BEFORE UPDATE ON public.products FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at()",
        "DROP TABLE public.products",
        "TRUNCATE public.products",
        "GRANT store_app TO neondb_owner",
        "REVOKE store_app FROM store_app_1",
        "GRANT neondb_owner TO store_app_1",
        "ALTER ROLE store_app LOGIN",
        "ALTER ROLE store_app_1 CREATEROLE",
        "ALTER ROLE neondb_owner PASSWORD 'x'",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SET ROLE neondb_owner",
        "SET SESSION AUTHORIZATION neondb_owner",
        "ALTER DEFAULT PRIVILEGES FOR ROLE neondb_owner GRANT ALL ON TABLES TO PUBLIC",
        "COPY public.products TO '/tmp/x'",
        "COPY public.products FROM PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT rolpassword FROM pg_authid"
      })
  void shouldNotLetTheShop(String statement) {
    assertThatThrownBy(() -> store.shop().execute(statement))
        .isInstanceOfSatisfying(
            Connect.StatementRefused.class,
            refused ->
                assertThat(refused.sqlState())
                    .as(refused.getMessage())
                    .isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  @Test
  void shouldLetTheShopDoItsWork(TenantDatabase database) {
    // Given
    database.migrated().provision(ACME);

    // Then
    assertThatCode(
            () ->
                database
                    .shop()
                    .execute(
                        "INSERT INTO products (name, price, sku) VALUES ('Cheese', 4.99, 'CH-1')",
                        "UPDATE products SET price = 5.49 WHERE sku = 'CH-1'",
                        "INSERT INTO categories (name, slug) VALUES ('Dairy', 'dairy')",
                        "INSERT INTO product_categories SELECT p.id, c.id FROM products p, categories c WHERE c.slug = 'dairy'",
                        "INSERT INTO customers (email) VALUES ('a@example.com')",
                        "INSERT INTO orders (order_number, customer_id, total_amount) SELECT '1', id, 5.49 FROM customers",
                        "INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price)"
                            + " SELECT o.id, p.id, p.name, 1, p.price FROM orders o, products p",
                        "DELETE FROM products",
                        "UPDATE settings SET value = 'de' WHERE key = 'locale'"))
        .doesNotThrowAnyException();
    assertThat(database.shop().query("SELECT store_name FROM tenantdb.identity"))
        .containsExactly("Acme");
  }

  @Test
  void shouldLetTheShopUseTablesOfLaterMigrations(TenantDatabase database) {
    // Given
    database
        .migrated()
        .owner()
        .execute("CREATE TABLE public.later (id bigserial PRIMARY KEY, x int)");

    // When
    database.shop().execute("INSERT INTO public.later (x) VALUES (1)");

    // Then
    assertThat(database.shop().query("SELECT id, x FROM public.later")).containsExactly("1 1");
  }

  @Test
  void shouldGiveTheLoginRoleNoPasswordAndOnlyTheGroup(TenantDatabase database) {
    // When
    database.migrated();

    // Then
    assertThat(
            database
                .superuser()
                .query(
                    """
                    SELECT rolname, rolcanlogin, rolpassword IS NULL, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls
                    FROM pg_authid WHERE rolname LIKE 'store\\_app%' ORDER BY rolname
                    """))
        .containsExactly("store_app f t f", "store_app_1 t t f");
    assertThat(
            database
                .superuser()
                .query(
                    "SELECT roleid::regrole FROM pg_auth_members WHERE member = 'store_app_1'::regrole"))
        .containsExactly("store_app");
  }

  @Test
  void shouldGiveNothingToOthers(TenantDatabase database) {
    // Given
    String stranger = "stranger_" + UUID.randomUUID().toString().substring(0, 8);
    database.migrated().superuser().execute("CREATE ROLE " + stranger + " LOGIN");
    Connect connect = new Connect(database.port(), database.name(), stranger);

    // Then
    assertThatThrownBy(() -> connect.query("SELECT * FROM public.orders"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> connect.query("SELECT * FROM tenantdb.identity"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> connect.execute("CREATE TABLE public.x (x int)"))
        .hasMessageContaining("permission denied");
  }

  @ParameterizedTest
  @CsvSource({
    "ALTER ROLE store_app_1 CREATEDB, ALTER ROLE store_app_1 NOCREATEDB",
    "GRANT pg_read_all_data TO store_app_1, REVOKE pg_read_all_data FROM store_app_1"
  })
  void shouldRefuseAShopRoleThatMayDoMore(
      String grant, String undo, TenantDatabase other, TenantDatabase database) {
    // Given
    other.migrated();
    database.superuser().execute(grant);
    try {
      // Then
      assertThatThrownBy(() -> database.migrate(new SchemaVersion(1)))
          .isInstanceOf(MigrationFailed.class)
          .hasMessageContaining("the role store_app_1 exists and may do more than a shop");
    } finally {
      database.superuser().execute(undo);
    }
  }
}
