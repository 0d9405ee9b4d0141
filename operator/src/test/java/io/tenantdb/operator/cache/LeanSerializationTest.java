package io.tenantdb.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeanSerializationTest {
  private final LeanSerialization serialization = new LeanSerialization();

  @Test
  void shouldNotReadWhoSetTheFields() {
    // When
    Secret secret = (Secret) watched("v1", "Secret");

    // Then
    ObjectMeta metadata = secret.getMetadata();
    assertThat(metadata.getName()).isEqualTo("acme");
    assertThat(metadata.getManagedFields()).isEmpty();
    assertThat(metadata.getAdditionalProperties()).isEmpty();
  }

  @Test
  void shouldNotWriteThemEither() {
    // When
    String json =
        serialization.asJson(
            new SecretBuilder()
                .withNewMetadata()
                .withName("acme")
                .addNewManagedField()
                .withManager("kubectl")
                .endManagedField()
                .endMetadata()
                .build());

    // Then
    assertThat(json).contains("acme").doesNotContain("managedFields");
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Secret",
    "events.k8s.io/v1, Event",
    "coordination.k8s.io/v1, Lease",
    "v1, Status",
    "tenantdb.io/v1alpha1, TenantDatabase",
    "tenantdb.io/v1alpha1, TenantDatabaseClass"
  })
  void shouldKnowTheKindsThatTheOperatorUses(String apiVersion, String kind) {
    assertThat(watched(apiVersion, kind)).isNotInstanceOf(GenericKubernetesResource.class);
  }

  @Test
  void shouldReadAStoreAsItsOwnType() {
    assertThat(watched("tenantdb.io/v1alpha1", "TenantDatabase"))
        .isInstanceOf(TenantDatabase.class);
  }

  @Test
  void shouldReadAStoreOfANewerOperator() {
    // When
    TenantDatabase store =
        serialization.unmarshal(
            """
            apiVersion: tenantdb.io/v1alpha1
            kind: TenantDatabase
            metadata: {name: acme}
            spec:
              storeName: Acme Toys
              deletionPolicy: Incinerate
              fresh: {spec: 1}
            status:
              observedGeneration: 3
              phase: Teleporting
              fresh: [status]
            """,
            TenantDatabase.class);

    // Then
    assertThat(store.getSpec().storeName()).isEqualTo("Acme Toys");
    assertThat(store.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.Retain);
    assertThat(store.getStatus().observedGeneration()).isEqualTo(3);
    assertThat(store.getStatus().phase()).isNull();
  }

  private Object watched(String apiVersion, String kind) {
    String event =
        """
        {"type": "ADDED", "object": {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "acme",
          "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:data": {}}}]}}}
        """
            .formatted(apiVersion, kind);
    return serialization.unmarshal(event, WatchEvent.class).getObject();
  }
}
