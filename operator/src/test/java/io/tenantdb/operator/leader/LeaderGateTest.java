package io.tenantdb.operator.leader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** There is no cluster: what is let through fails otherwise. */
class LeaderGateTest {
  private static final String KEPT_BACK = "this process does not lead";

  private final LeaderGate gate = new LeaderGate();
  private final KubernetesClient client =
      gate.guarded(
          new KubernetesClientBuilder()
              .withConfig(
                  new ConfigBuilder()
                      .withMasterUrl("http://127.0.0.1:1/")
                      .withRequestRetryBackoffLimit(0)
                      .build()));

  @AfterEach
  void end() {
    client.close();
  }

  @Test
  void shouldKeepBackEveryChangeWhenTheProcessDoesNotLead() {
    // Given
    gate.closeUnless(() -> false);
    var resource =
        client.resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("x")
                .withNamespace("y")
                .endMetadata()
                .build());

    // When / Then
    assertThatThrownBy(resource::create)
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining(KEPT_BACK);
    assertThatThrownBy(() -> resource.forceConflicts().serverSideApply())
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining(KEPT_BACK);
    assertThatThrownBy(resource::delete)
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining(KEPT_BACK);
  }

  @Test
  void shouldLetReadingAndTheLeaseThroughWhenTheProcessDoesNotLead() {
    // Given
    gate.closeUnless(() -> false);
    var lease =
        client.resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("x")
                .withNamespace("y")
                .endMetadata()
                .build());

    // When / Then
    assertThatThrownBy(() -> client.configMaps().inNamespace("y").withName("x").get())
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining("Connect");
    assertThatThrownBy(lease::create)
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining("Connect");
  }

  @Test
  void shouldLetQuestionsAndNewStoresThroughWhenTheProcessDoesNotLead() {
    // Given
    gate.closeUnless(() -> false);
    TenantDatabase store = new TenantDatabase();
    store.setMetadata(new ObjectMetaBuilder().withName("x").withNamespace("y").build());

    // When / Then
    assertThatThrownBy(() -> client.tokenReviews().create(new TokenReview()))
        .hasStackTraceContaining("Connect");
    assertThatThrownBy(
            () ->
                client.authorization().v1().subjectAccessReview().create(new SubjectAccessReview()))
        .hasStackTraceContaining("Connect");
    assertThatThrownBy(() -> client.resource(store).create()).hasStackTraceContaining("Connect");
    assertThatThrownBy(() -> client.resource(store).delete()).hasStackTraceContaining(KEPT_BACK);
    assertThatThrownBy(() -> client.resource(store).forceConflicts().serverSideApply())
        .hasStackTraceContaining(KEPT_BACK);
  }

  @Test
  void shouldLetEverythingThroughWhileTheProcessLeads() {
    // Given
    gate.closeUnless(() -> true);

    // When / Then
    assertThatThrownBy(() -> client.configMaps().inNamespace("y").withName("x").delete())
        .isInstanceOf(KubernetesClientException.class)
        .hasStackTraceContaining("Connect");
  }
}
