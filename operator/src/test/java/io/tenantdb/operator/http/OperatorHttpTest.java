package io.tenantdb.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenantdb.operator.http.Readiness.Check;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorHttpTest {
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();

  private Supplier<Liveness> live = Liveness::well;
  private Supplier<Readiness> ready = () -> new Readiness(List.of());
  private OperatorHttp http;

  @BeforeEach
  void start() {
    http = OperatorHttp.start(new HttpSettings("127.0.0.1", 0), health(), metrics);
  }

  @AfterEach
  void stop() {
    http.close();
    client.close();
  }

  @Test
  void shouldBeAliveWhenTheProcessIs() throws Exception {
    // When
    HttpResponse<String> answer = get("/livez");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"alive\"");
  }

  @Test
  void shouldSayWhyItIsStuck() throws Exception {
    // Given
    live = () -> Liveness.stuck("no pass has ended for \"10\" minutes");

    // When
    HttpResponse<String> answer = get("/livez");

    // Then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("no pass has ended for \\\"10\\\" minutes");
  }

  @Test
  void shouldBeReadyWhenAllChecksPassAndSayWhatIsOff() throws Exception {
    // Given
    ready =
        () -> new Readiness(List.of(Check.passes("caches"), Check.informs("registry", "is down")));

    // When
    HttpResponse<String> answer = get("/readyz");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(answer.body()).contains("\"ready\"", "\"caches\"", "is down");
  }

  @Test
  void shouldNotBeReadyWhenACheckFails() throws Exception {
    // Given
    ready = () -> new Readiness(List.of(Check.fails("caches", "are being filled")));

    // When
    HttpResponse<String> answer = get("/readyz");

    // Then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"not ready\"", "\"failed\"", "are being filled");
  }

  @Test
  void shouldShowMetricsAsPrometheusReadsThem() throws Exception {
    // Given
    metrics.counter("tenantdb.examples").increment();

    // When
    HttpResponse<String> answer = get("/metrics");

    // Then
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(answer.body()).contains("tenantdb_examples_total 1.0");
  }

  @Test
  void shouldHideWhyAPageFailed() throws Exception {
    // Given
    ready =
        () -> {
          throw new IllegalStateException("password=hunter2");
        };

    // When
    HttpResponse<String> answer = get("/readyz");

    // Then
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("hunter2");
  }

  @Test
  void shouldNotFindOtherPages() throws Exception {
    // When
    HttpResponse<String> answer = get("/livez/more");

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void shouldOnlyBeRead() throws Exception {
    // When
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/readyz"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            BodyHandlers.ofString());

    // Then
    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @Test
  void shouldAnswerHeadWithoutABody() throws Exception {
    // When
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri("/livez")).HEAD().build(), BodyHandlers.ofString());

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    // Given
    var taken = new HttpSettings("127.0.0.1", http.port());

    // When / Then
    assertThatThrownBy(() -> OperatorHttp.start(taken, health(), metrics))
        .hasMessageContaining("cannot listen on 127.0.0.1 port " + http.port());
  }

  private Health health() {
    return new Health() {
      @Override
      public Liveness live() {
        return live.get();
      }

      @Override
      public Readiness ready() {
        return ready.get();
      }
    };
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }
}
