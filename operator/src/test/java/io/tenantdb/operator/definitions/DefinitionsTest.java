package io.tenantdb.operator.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  @Test
  void shouldBeInThisBuild() {
    assertThat(Definitions.all())
        .extracting(definition -> definition.getMetadata().getName())
        .containsExactly("tenantdatabaseclasses.tenantdb.io", "tenantdatabases.tenantdb.io");
  }

  @Test
  void shouldBeComparedByEveryFieldHoweverDeep() {
    // Given
    CustomResourceDefinition stores = Definitions.all().getLast();
    CustomResourceDefinition classes = Definitions.all().getFirst();

    // Then
    assertThat(SchemaPaths.of(stores))
        .contains(
            "v1alpha1.spec.compute.minCu",
            "v1alpha1.spec.deletionPolicy=Retain",
            "v1alpha1.status.conditions[].reason");
    assertThat(SchemaPaths.of(classes)).contains("v1alpha1.spec.projects[].maxTenants");
  }
}
