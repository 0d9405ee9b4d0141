package io.tenantdb.sandbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Notes when each resource became Ready and when it was gone, as a client of the cluster sees it.
 */
final class ReadyWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private final KubernetesClient client;
  private final ResourceKind kind;
  private final Map<String, Long> readyAt = new ConcurrentHashMap<>();
  private final Map<String, Long> goneAt = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile boolean broken;
  private volatile String resourceVersion;

  private ReadyWatch(KubernetesClient client, ResourceKind kind) {
    this.client = client;
    this.kind = kind;
    this.resourceVersion = currentVersion();
    Thread.ofPlatform().daemon().name("watch").start(this::read);
  }

  /** Watches what happens from now on. */
  static ReadyWatch start(KubernetesClient client, ResourceKind kind) {
    return new ReadyWatch(client, kind);
  }

  /**
   * Waits until all of these became Ready.
   *
   * @return when the last one did, by {@link System#nanoTime}
   */
  long awaitReady(Collection<String> names, Duration limit) {
    await(names, readyAt, "Ready", limit);
    return names.stream().mapToLong(this::readyAt).max().orElseThrow();
  }

  /** Waits until none of these is there any more. */
  void awaitGone(Collection<String> names, Duration limit) {
    await(names, goneAt, "gone", limit);
  }

  boolean isReady(String name) {
    return readyAt.containsKey(name);
  }

  boolean isGone(String name) {
    return goneAt.containsKey(name);
  }

  /** When it first was Ready, by {@link System#nanoTime}. */
  long readyAt(String name) {
    Long at = readyAt.get(name);
    if (at == null) {
      throw new IllegalArgumentException(name + " is not Ready");
    }
    return at;
  }

  @Override
  public void close() {
    closed = true; // The client's end closes the stream.
  }

  private void await(
      Collection<String> names, Map<String, Long> seen, String what, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    Predicate<String> isSeen = seen::containsKey;
    while (!names.stream().allMatch(isSeen)) {
      if (broken) {
        throw new IllegalStateException("The watch of %s broke.".formatted(kind.plural()));
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%d of %d are not %s after %d s, such as %s."
                .formatted(
                    names.stream().filter(isSeen.negate()).count(),
                    names.size(),
                    what,
                    limit.toSeconds(),
                    names.stream().filter(isSeen.negate()).findFirst().orElse("")));
      }
      Interruptions.pause(POLL);
    }
  }

  private String currentVersion() {
    try {
      return new ObjectMapper()
          .readTree(client.raw(kind.collectionPath() + "?limit=1"))
          .path("metadata")
          .path("resourceVersion")
          .asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The API server's list makes no sense.", e);
    }
  }

  /** The API server ends every watch after a while; the next one goes on where it ended. */
  private void read() {
    while (!closed) {
      try (InputStream body = open();
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          note(WatchLine.parse(line));
        }
      } catch (IOException | RuntimeException e) {
        broken = !closed;
        return;
      }
    }
  }

  private InputStream open() {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(
                client.getMasterUrl().toString().replaceFirst("/$", "")
                    + kind.collectionPath()
                    + "?watch=1&resourceVersion="
                    + resourceVersion)
            .forStreaming()
            .build();
    HttpResponse<InputStream> response =
        Interruptions.get(client.getHttpClient().sendAsync(request, InputStream.class));
    if (!response.isSuccessful()) {
      throw new UncheckedIOException(new IOException("Watch refused: " + response.code()));
    }
    return response.body();
  }

  private void note(WatchLine line) {
    long now = System.nanoTime();
    if (line.type().equals("ERROR")) {
      throw new IllegalStateException("The watch was ended with an error.");
    }
    resourceVersion = line.resourceVersion();
    if (line.type().equals("DELETED")) {
      goneAt.putIfAbsent(line.name(), now);
    } else if (line.isReady()) {
      readyAt.putIfAbsent(line.name(), now);
    }
  }
}
