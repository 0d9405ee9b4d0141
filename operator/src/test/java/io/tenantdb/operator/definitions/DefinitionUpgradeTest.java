package io.tenantdb.operator.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.tenantdb.operator.definitions.DefinitionUpgrade.Outcome;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** When it keeps its hands off; that it applies is seen on a real API server, in the sandbox. */
@EnableKubernetesMockClient(crud = true)
class DefinitionUpgradeTest {
  @SuppressWarnings("NullAway.Init") // by the annotation above
  private KubernetesClient client;

  @Test
  void shouldSayThatThereIsNone() {
    assertThat(bring()).isEqualTo(Outcome.MISSING);
  }

  @Test
  void shouldLeaveOneThatKnowsAnotherFieldAsItIs() {
    // Given
    CustomResourceDefinition newer = stores();
    spec(newer).put("fresh", new JSONSchemaPropsBuilder().withType("string").build());
    client.resource(newer).create();

    // When
    Outcome outcome = bring();

    // Then
    assertThat(outcome).isEqualTo(Outcome.NEWER);
    assertThat(spec(installed())).containsKey("fresh");
  }

  @Test
  void shouldLeaveOneThatKnowsAnotherChoiceAsItIs() {
    // Given
    CustomResourceDefinition newer = stores();
    JSONSchemaProps policy = Objects.requireNonNull(spec(newer).get("deletionPolicy"));
    policy.getEnum().add(TextNode.valueOf("Archive"));
    client.resource(newer).create();

    // When
    Outcome outcome = bring();

    // Then
    assertThat(outcome).isEqualTo(Outcome.NEWER);
  }

  @Test
  void shouldAskAPersonWhenEachKnowsWhatTheOtherDoesNot() {
    // Given
    CustomResourceDefinition other = stores();
    spec(other).put("fresh", new JSONSchemaPropsBuilder().withType("string").build());
    spec(other).remove("suspended");
    client.resource(other).create();

    // When
    Outcome outcome = bring();

    // Then
    assertThat(outcome).isEqualTo(Outcome.DIVERGED);
    assertThat(spec(installed())).containsKey("fresh").doesNotContainKey("suspended");
  }

  private Outcome bring() {
    return new DefinitionUpgrade(client).bring(stores());
  }

  private CustomResourceDefinition installed() {
    return client.resource(stores()).get();
  }

  private static CustomResourceDefinition stores() {
    return Definitions.all().getLast();
  }

  private static Map<String, JSONSchemaProps> spec(CustomResourceDefinition definition) {
    JSONSchemaProps spec =
        definition
            .getSpec()
            .getVersions()
            .getFirst()
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties()
            .get("spec");
    return Objects.requireNonNull(spec).getProperties();
  }
}
