package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables a store works with. */
@ExtendWith(PostgresExtension.class)
final class StoreTablesIT {

  private static final String CHECK_VIOLATION = "23514";

  @Test
  void shouldKeepTheContractOfThePlatform(TenantDatabase database) {
    // When
    database.migrated();

    // Then
    assertThat(
            database
                .owner()
                .query(
                    """
                    SELECT format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                                  CASE WHEN a.attnotnull THEN ' not null' END)
                    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
                    """))
        .contains(
            "products.id uuid not null",
            "products.name text not null",
            "products.description text",
            "products.price numeric(10,2) not null",
            "products.sku text",
            "products.is_active boolean not null",
            "products.created_at timestamp with time zone not null",
            "products.updated_at timestamp with time zone not null",
            "categories.id uuid not null",
            "categories.name text not null",
            "categories.slug text not null",
            "categories.parent_id uuid",
            "categories.is_active boolean not null",
            "categories.created_at timestamp with time zone not null",
            "orders.id uuid not null",
            "orders.order_number text not null",
            "orders.user_id uuid",
            "orders.status text not null",
            "orders.total_amount numeric(10,2) not null",
            "orders.created_at timestamp with time zone not null")
        .noneMatch(column -> column.contains("organization_id"));
  }

  @Test
  void shouldPutEveryTableWhereItBelongs(TenantDatabase database) {
    // When
    database.migrated();

    // Then
    assertThat(
            database
                .owner()
                .query(
                    """
                    SELECT schemaname || '.' || tablename FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
                    """))
        .containsExactly(
            "public.categories",
            "public.customers",
            "public.order_items",
            "public.orders",
            "public.product_categories",
            "public.products",
            "public.settings",
            "tenantdb.identity",
            "tenantdb.schema_history",
            "tenantdb.seed");
  }

  @Test
  void shouldHaveAnIndexThatBeginsWithEveryForeignKey(TenantDatabase database) {
    // When
    database.migrated();

    // Then
    assertThat(
            database
                .owner()
                .query(
                    """
                    SELECT f.conname FROM pg_constraint AS f
                    WHERE f.contype = 'f' AND NOT EXISTS (
                      SELECT FROM pg_index AS i
                      WHERE i.indrelid = f.conrelid AND i.indpred IS NULL AND i.indkey[0] = f.conkey[1]
                    )
                    """))
        .isEmpty();
  }

  @Test
  void shouldTouchUpdatedAtOfEveryTableThatHasIt(TenantDatabase database) {
    // When
    database.migrated();

    // Then
    assertThat(
            database
                .owner()
                .query(
                    """
                    SELECT a.attrelid::regclass FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
                    WHERE a.attname = 'updated_at' AND c.relkind = 'r' AND NOT EXISTS (
                      SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgname = 'touch_updated_at'
                    )
                    """))
        .isEmpty();
  }

  @Test
  void shouldMoveUpdatedAtOnlyWhenTheRowChanges(TenantDatabase database) {
    // Given
    database
        .migrated()
        .shop()
        .execute(
            "INSERT INTO products (name, price, sku, updated_at) VALUES ('Changed', 1, 'A', '2000-01-01'), ('Same', 1, 'B', '2000-01-01')");

    // When
    database
        .shop()
        .execute(
            "UPDATE products SET price = 2 WHERE sku = 'A'",
            "UPDATE products SET price = 1 WHERE sku = 'B'");

    // Then
    assertThat(
            database
                .shop()
                .query("SELECT name FROM products WHERE updated_at > now() - interval '1 hour'"))
        .containsExactly("Changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO products (name, price) VALUES ('x', -0.01)",
        "INSERT INTO products (name, price) VALUES (repeat('x', 501), 1)",
        "INSERT INTO orders (order_number, total_amount) VALUES ('1', -1)",
        "INSERT INTO orders (order_number, total_amount, status) VALUES ('1', 1, 'lost')",
        "INSERT INTO categories (id, name, slug, parent_id) VALUES"
            + " ('6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401', 'x', 'x', '6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401')"
      })
  void shouldRefuseWhatMakesNoSense(String statement, TenantDatabase database) {
    // Given
    database.migrated();

    // Then
    assertThatThrownBy(() -> database.shop().execute(statement))
        .isInstanceOfSatisfying(
            Connect.StatementRefused.class,
            refused -> assertThat(refused.sqlState()).isEqualTo(CHECK_VIOLATION));
  }

  @Test
  void shouldAcceptTheLongestProductNameInAnyScript(TenantDatabase database) {
    // When
    database
        .migrated()
        .shop()
        .execute(
            "INSERT INTO products (name, price) SELECT string_agg(chr(128000 + n), ''), 1 FROM generate_series(1, 500) AS n");

    // Then
    assertThat(database.shop().query("SELECT char_length(name) FROM products"))
        .containsExactly("500");
  }

  @Test
  void shouldKeepWhatWasBoughtWhenTheProductIsDeleted(TenantDatabase database) {
    // Given
    database
        .migrated()
        .shop()
        .execute(
            "INSERT INTO products (name, price) VALUES ('Cheese', 5)",
            "INSERT INTO orders (order_number, total_amount) VALUES ('1', 10)",
            "INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price)"
                + " SELECT o.id, p.id, p.name, 2, p.price FROM orders o, products p");

    // When
    database.shop().execute("DELETE FROM products");

    // Then
    assertThat(database.shop().query("SELECT product_name, quantity, product_id FROM order_items"))
        .containsExactly("Cheese 2 null");
  }

  @Test
  void shouldBeginAnOrderAsPending(TenantDatabase database) {
    // When
    database
        .migrated()
        .shop()
        .execute("INSERT INTO orders (order_number, total_amount) VALUES ('1', 10)");

    // Then
    assertThat(database.shop().query("SELECT status FROM orders")).containsExactly("pending");
  }
}
