package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StoreIdentityTest {

  @Test
  void shouldRefuseTheCharacterThatPostgresCannotStore() {
    assertThatThrownBy(() -> new StoreIdentity(new UUID(1, 1), "A\0B", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the store name contains the character U+0000, which PostgreSQL can't store");
  }

  @Test
  void shouldRefuseHalfASurrogatePair() {
    assertThatThrownBy(() -> new StoreIdentity(new UUID(1, 1), "Acme", "\ud83e"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the subdomain contains half a surrogate pair");
  }
}
