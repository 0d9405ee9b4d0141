package io.tenantdb.neon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.ByteString;

/**
 * Stands in for Neon: answers what it is told, and checks every request, and every answer that
 * claims to be Neon's, against Neon's own document.
 */
final class NeonServer implements AutoCloseable {
  static final String KEY = "napi_example_key";
  static final Deadlines SHORT = new Deadlines(Duration.ofSeconds(5), Duration.ofMillis(300));

  private static final NeonDocument DOCUMENT = NeonDocument.load();
  private static final int BASE_SEGMENTS = 2;

  private final MockWebServer server = new MockWebServer();
  private final Deque<Scripted> script = new ArrayDeque<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  final List<NeonCalls.Call> calls = new CopyOnWriteArrayList<>();
  final List<Duration> pauses = new ArrayList<>();

  NeonServer() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return NeonServer.this.dispatch(request);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  NeonApi client(Clock clock) {
    return client(RequestBudget.ofNeonAccount(clock), Deadlines.usual(), clock);
  }

  NeonApi client(RequestBudget budget, Deadlines deadlines, Clock clock) {
    Repeats repeats = new Repeats(new Random(1), clock);
    return HttpNeonApi.create(
        baseUrl(), new Secret(KEY), budget, calls::add, deadlines, repeats, pauses::add, clock);
  }

  URI baseUrl() {
    return server.url("/api/v2").uri();
  }

  /** Neon's own answer: must be what the document says. */
  NeonServer answer(int status, String body, String... headers) {
    return add(response(status, body, "application/json", headers), body, true);
  }

  /** An answer in Neon's error format. */
  NeonServer refuse(int status, String code, String message, String... headers) {
    return answer(status, "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message), headers);
  }

  /** An answer of something between us and Neon, or a broken one. */
  NeonServer answerForeign(int status, String body, String... headers) {
    return add(response(status, body, "text/html", headers), body, false);
  }

  /** Takes the request and hangs up. */
  NeonServer hangUp() {
    MockResponse response =
        new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket(true, false, false))
            .build();
    return add(response, "", false);
  }

  /** Takes the request and says nothing. */
  NeonServer staySilent() {
    MockResponse response =
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    return add(response, "", false);
  }

  /** Begins a good answer and does not end it. */
  NeonServer stallIn(String body) {
    MockResponse response =
        new MockResponse.Builder()
            .code(200)
            .body(body)
            .onResponseBody(SocketEffect.Stall.INSTANCE)
            .build();
    return add(response, body, false);
  }

  List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Method, path below the base and query of all requests. */
  List<String> asked() {
    return requests.stream()
        .map(
            request ->
                request.getMethod() + " " + request.getTarget().substring("/api/v2".length()))
        .toList();
  }

  String lastBody() {
    ByteString body = requests.getLast().getBody();
    return body == null ? "" : body.utf8();
  }

  @Override
  public void close() {
    server.close();
    assertThat(problems).as("against Neon's document").isEmpty();
  }

  private NeonServer add(MockResponse response, String body, boolean neons) {
    script.add(new Scripted(response, body, neons));
    return this;
  }

  private MockResponse dispatch(RecordedRequest request) {
    requests.add(request);
    ByteString sent = request.getBody();
    problems.addAll(
        DOCUMENT.problemsOfRequest(
            request.getMethod(), request.getUrl(), BASE_SEGMENTS, sent == null ? "" : sent.utf8()));
    Scripted next = script.poll();
    if (next == null) {
      problems.add("unexpected " + request.getMethod() + " " + request.getTarget());
      return new MockResponse(500, okhttp3.Headers.of(), "");
    }
    if (next.neons()) {
      problems.addAll(
          DOCUMENT.problemsOfAnswer(
              request.getMethod(),
              request.getUrl(),
              BASE_SEGMENTS,
              next.response().getCode(),
              next.body()));
    }
    return next.response();
  }

  private static MockResponse response(int status, String body, String type, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().code(status);
    response.addHeader("Content-Type", type);
    for (String header : headers) {
      response.addHeader(header);
    }
    return status == 204 ? response.build() : response.body(body).build();
  }

  private record Scripted(MockResponse response, String body, boolean neons) {}
}
