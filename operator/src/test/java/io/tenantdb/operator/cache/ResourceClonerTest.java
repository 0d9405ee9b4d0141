package io.tenantdb.operator.cache;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.fleet.ClassSample;
import org.junit.jupiter.api.Test;

class ResourceClonerTest {
  private final LeanSerialization serialization = new LeanSerialization();
  private final ResourceCloner cloner = new ResourceCloner(serialization);

  @Test
  void shouldCopyAStoreWhole() {
    // Given
    TenantDatabase database = store("acme").annotation("note", "1").build();

    // When
    TenantDatabase copy = cloner.clone(database);

    // Then
    assertSame(database, copy);
  }

  @Test
  void shouldCopyAClassWhole() {
    // Given
    TenantDatabaseClass tenantClass = ClassSample.tenantClass("standard").build();

    // When
    TenantDatabaseClass copy = cloner.clone(tenantClass);

    // Then
    assertSame(tenantClass, copy);
  }

  @Test
  void shouldCopyOtherKindsToo() {
    // Given
    Secret secret = new SecretBuilder().withNewMetadata().withName("acme").endMetadata().build();

    // When
    Secret copy = cloner.clone(secret);

    // Then
    assertSame(secret, copy);
  }

  @Test
  void shouldLeaveTheOriginalAsItIsWhenACopyIsChanged() {
    // Given
    TenantDatabase database = store("acme").annotation("note", "1").build();

    // When
    TenantDatabase copy = cloner.clone(database);
    copy.getMetadata().setResourceVersion("9");
    copy.getMetadata().getAnnotations().put("note", "2");
    copy.getMetadata().getFinalizers().add("tenantdb.io/finalizer");
    copy.setStatus(null);

    // Then
    assertThat(serialization.asJson(database))
        .isEqualTo(serialization.asJson(store("acme").annotation("note", "1").build()));
  }

  private void assertSame(HasMetadata original, HasMetadata copy) {
    assertThat(copy).isNotSameAs(original);
    assertThat(serialization.asJson(copy)).isEqualTo(serialization.asJson(original));
  }
}
