package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.hibernate.StoreConnectionProvider;
import io.tenantdb.connections.micrometer.ConnectionMeters;
import io.tenantdb.connections.spring.StoreRoutingDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How applications on Spring, Hibernate and Micrometer use it. */
final class AdaptersIT {
  private static final String PRODUCT = "select name from products";
  private static final TestPlatform platform = new TestPlatform();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConnectionMeters listener = new ConnectionMeters(meters);
  private final TenantConnections stores = platform.connections().listener(listener).build();

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void shouldRouteSpringToTheStoreOfTheRequest() {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    AtomicReference<UUID> current = new AtomicReference<>(one.organization());
    StoreRoutingDataSource source = new StoreRoutingDataSource(stores, current::get);
    JdbcTemplate jdbc = new JdbcTemplate(source);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));

    // When
    String first = jdbc.queryForObject(PRODUCT, String.class);
    current.set(other.organization());
    List<String> second =
        transaction.execute(
            status -> {
              jdbc.update("update products set name = 'changed'");
              status.setRollbackOnly();
              return jdbc.queryForList(PRODUCT, String.class);
            });

    // Then
    assertThat(first).isEqualTo("product of " + one.label());
    assertThat(second).containsExactly("changed");
    assertThat(jdbc.queryForObject(PRODUCT, String.class)).isEqualTo("product of " + other.label());
  }

  @Test
  void shouldTellSpringWhyThereIsNoConnection() {
    // Given
    JdbcTemplate jdbc = new JdbcTemplate(new StoreRoutingDataSource(stores, UUID::randomUUID));

    // Then
    assertThatThrownBy(() -> jdbc.queryForObject(PRODUCT, String.class))
        .isInstanceOf(CannotGetJdbcConnectionException.class)
        .hasCauseInstanceOf(NotFound.class);
  }

  @Entity
  @Table(name = "products")
  static class Product {
    @Id private String name = "";
  }

  @Test
  void shouldGiveHibernatesSessionsTheirStore() {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Product.class)
            .setProperty(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
            .setProperty(JdbcSettings.DIALECT, "org.hibernate.dialect.PostgreSQLDialect");
    configuration
        .getProperties()
        .put(
            MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
            new StoreConnectionProvider(stores));

    // When
    try (SessionFactory sessions = configuration.buildSessionFactory()) {
      // Then
      assertThat(products(sessions, one)).containsExactly("product of " + one.label());
      assertThat(products(sessions, other)).containsExactly("product of " + other.label());
    }
  }

  private static List<String> products(SessionFactory sessions, TestStore store) {
    try (Session session =
        sessions.withOptions().tenantIdentifier((Object) store.organization()).openSession()) {
      return session
          .createSelectionQuery("from AdaptersIT$Product", Product.class)
          .getResultStream()
          .map(product -> product.name)
          .toList();
    }
  }

  @Test
  void shouldMeasureWhatHappensWithoutASeriesForEachStore() throws Exception {
    // Given
    listener.watch(stores);
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    platform.update(
        other,
        "connection_string_encrypted = '%s'"
            .formatted(platform.sealed(other, one.uri(TestPlatform.PASSWORD))));

    // When
    stores.getConnection(one.host()).close();
    assertThatThrownBy(() -> stores.getConnection(other.host()))
        .isInstanceOf(StoreUnavailableException.WrongStore.class);

    // Then
    assertThat(meters.get("tenantdb.connections.opening").tag("woken", "false").timer().count())
        .isEqualTo(1);
    assertThat(meters.get("tenantdb.connections.wrong.store").counter().count()).isEqualTo(1);
    assertThat(
            meters
                .get("tenantdb.connections.refused")
                .tag("reason", "WrongStore")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(meters.get("tenantdb.connections.pools").gauge().value()).isEqualTo(2);
    assertThat(meters.get("tenantdb.connections.registry").timers()).isNotEmpty();
    assertThat(meters.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .noneMatch(tag -> tag.getValue().contains("-"));
  }
}
