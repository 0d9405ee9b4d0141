package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the registry is told of connections. */
final class UsageIT {
  private static final TestPlatform platform = new TestPlatform();

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  private static String told(TestStore store) {
    return platform.query(
        "registry",
        """
        select string_agg(c.status || ' ' || (d.last_accessed_at = c.last_used_at), ',')
        from tenant_connections c join tenant_databases d on d.id = c.tenant_database_id
        where d.organization_id = '%s'
        """
            .formatted(store.organization()));
  }

  private static String updatedAt(TestStore store) {
    return platform.query(
        "registry",
        "select updated_at from tenant_databases where organization_id = '%s'"
            .formatted(store.organization()));
  }

  @Test
  void shouldTellOfAStoreThatIsUsedThenIdleThenClosed() throws Exception {
    // Given
    TestStore store = platform.newStore();
    String before = updatedAt(store);
    TenantConnections stores = platform.connections().build();
    String used;

    // When
    try (Connection connection = stores.getConnection(store.host())) {
      stores.flushUsage();
      used = told(store);
      assertThat(connection.isValid(1)).isTrue();
    }
    stores.flushUsage();
    stores.flushUsage();
    String idle = told(store);
    stores.close();

    // Then
    assertThat(used).isEqualTo("active true");
    assertThat(idle).isEqualTo("idle true");
    assertThat(told(store)).isEqualTo("closed true");
    assertThat(updatedAt(store)).isEqualTo(before);
  }

  @Test
  void shouldTellLaterWhatItCouldNotTellWhileTheRegistryWasAway() throws Exception {
    // Given
    TestStore store = platform.newStore();
    try (TenantConnections stores = platform.connections().build()) {
      stores.getConnection(store.host()).close();
      platform.registry.goAway();
      stores.flushUsage();

      // When
      platform.registry.comeBack();
      stores.flushUsage();

      // Then
      assertThat(told(store)).isEqualTo("active true");
    }
  }
}
