package io.tenantdb.operator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class KubernetesEventRecorderTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
  private static final HasMetadata STORE = configMap("store", "uid-1");

  @SuppressWarnings("NullAway.Init") // by the annotation above
  private KubernetesClient client;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private KubernetesEventRecorder recorder;

  @BeforeEach
  void start() {
    recorder = start(client);
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void shouldWriteAnEventAboutTheObject() {
    // When
    recorder.normal(STORE, "BranchCreated", "Branch br-1 is there.");

    // Then
    Event event = onlyEvent("shops");
    assertThat(event.getRegarding().getName()).isEqualTo("store");
    assertThat(event.getRegarding().getUid()).isEqualTo("uid-1");
    assertThat(event.getRegarding().getKind()).isEqualTo("ConfigMap");
    assertThat(event.getType()).isEqualTo("Normal");
    assertThat(event.getReason()).isEqualTo("BranchCreated");
    assertThat(event.getNote()).isEqualTo("Branch br-1 is there.");
    assertThat(event.getEventTime().getTime()).isEqualTo("2026-11-23T12:00:00.123456Z");
    assertThat(event.getReportingController()).isEqualTo("tenantdb.io/operator");
    assertThat(event.getReportingInstance()).isEqualTo("pod-1");
    assertThat(event.getAction()).isNotEmpty();
    assertThat(event.getSeries()).isNull();
  }

  @Test
  void shouldCountUpOneEventWhenTheSameHappensAgainLater() {
    // Given
    warnAndWait("Throttled");
    happensAgain("Throttled", 2);

    // When
    now.set(NOON.plus(Duration.ofMinutes(2)));
    warnAndWait("Throttled");

    // Then
    Event event = onlyEvent("shops");
    assertThat(event.getSeries().getCount()).isEqualTo(4);
    assertThat(event.getSeries().getLastObservedTime().getTime())
        .isEqualTo("2026-11-23T12:02:00.123456Z");
  }

  @Test
  void shouldCountUpTheEventOfAnEarlierProcess() {
    // Given
    warnAndWait("Throttled");
    KubernetesEventRecorder next = start(client);

    // When
    next.warning(STORE, "Throttled", "Neon asks to wait.");
    next.close();

    // Then
    assertThat(onlyEvent("shops").getSeries().getCount()).isEqualTo(2);
  }

  @Test
  void shouldWriteTheEventAnewWhenTheApiServerForgotIt() {
    // Given
    warnAndWait("Throttled");
    client.events().v1().events().inNamespace("shops").delete();

    // When
    now.set(NOON.plus(Duration.ofHours(2)));
    warnAndWait("Throttled");

    // Then
    assertThat(onlyEvent("shops").getEventTime().getTime()).startsWith("2026-11-23T14:00:00");
  }

  @Test
  void shouldWriteTwoEventsWhenTheReasonOrTheObjectDiffers() {
    // When
    recorder.warning(STORE, "Throttled", "Neon asks to wait.");
    recorder.warning(STORE, "Rejected", "Neon asks to wait.");
    recorder.warning(configMap("store", "uid-2"), "Throttled", "Neon asks to wait.");

    // Then
    await().untilAsserted(() -> assertThat(count("written")).isEqualTo(3));
    assertThat(events("shops")).hasSize(3);
  }

  @Test
  void shouldPutEventsAboutClusterScopedObjectsIntoDefault() {
    // Given
    HasMetadata cluster =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName("shops")
            .withUid("u")
            .endMetadata()
            .build();

    // When
    recorder.normal(cluster, "Seen", "It is there.");

    // Then
    await().untilAsserted(() -> assertThat(count("written")).isEqualTo(1));
    assertThat(events("default")).hasSize(1);
  }

  @Test
  void shouldDropEventsInsteadOfWaitingWhenTheApiServerIsSlow() throws IOException {
    // Given
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        KubernetesClient slow = clientOf("http://127.0.0.1:" + silent.getLocalPort())) {
      KubernetesEventRecorder waiting = start(slow);

      // When
      for (int i = 0; i < 2000; i++) {
        waiting.warning(STORE, "Reason", "message " + i);
      }

      // Then
      assertThat(count("dropped")).isGreaterThan(1000);
      waiting.close();
    }
  }

  @Test
  void shouldOnlyCountWhenTheApiServerRefuses() {
    // Given
    client.close();

    // When
    recorder.warning(STORE, "Reason", "message");

    // Then
    await().untilAsserted(() -> assertThat(count("failed")).isEqualTo(1));
  }

  @Test
  void shouldNotThrowAfterItWasClosed() {
    // Given
    recorder.close();

    // When / Then
    assertThatCode(() -> recorder.normal(STORE, "Late", "Too late.")).doesNotThrowAnyException();
  }

  private void warnAndWait(String reason) {
    double before = count("written");
    recorder.warning(STORE, reason, "Neon asks to wait.");
    await().untilAsserted(() -> assertThat(count("written")).isEqualTo(before + 1));
  }

  private void happensAgain(String reason, int times) {
    for (int i = 0; i < times; i++) {
      recorder.warning(STORE, reason, "Neon asks to wait.");
    }
    await().untilAsserted(() -> assertThat(count("repeated")).isEqualTo(times));
  }

  private Event onlyEvent(String namespace) {
    await().untilAsserted(() -> assertThat(events(namespace)).hasSize(1));
    return events(namespace).getFirst();
  }

  private List<Event> events(String namespace) {
    return client.events().v1().events().inNamespace(namespace).list().getItems();
  }

  private double count(String outcome) {
    return metrics.counter("tenantdb.events", "outcome", outcome).count();
  }

  private KubernetesEventRecorder start(KubernetesClient through) {
    return KubernetesEventRecorder.start(through, "tenantdb.io/operator", "pod-1", metrics, clock);
  }

  private static KubernetesClient clientOf(String url) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder().withMasterUrl(url).build())
        .build();
  }

  private static ConfigMap configMap(String name, String uid) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shops")
        .withUid(uid)
        .endMetadata()
        .build();
  }
}
