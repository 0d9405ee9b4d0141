package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.operator.cli.OperatorProgram;
import io.tenantdb.sandbox.demo.JavaProgram;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The operator's processes, by slots {@code a} and {@code b}. Each life of one has a log of its
 * own. Used by several threads.
 */
final class Operators implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String LEASE = "tenantdb-operator";

  private final ChaosPlace place;
  private final boolean electing;
  private final ChildProcesses processes;
  private final Map<String, Life> lives = new TreeMap<>();
  private int started;

  private record Life(ChildProcess process, int port, boolean isFrozen) {}

  /**
   * No process yet.
   *
   * @param electing whether they elect a leader among them
   */
  Operators(ChaosPlace place, boolean electing) {
    this.place = place;
    this.electing = electing;
    this.processes = ChildProcesses.in(place.folder().resolve("operators"));
  }

  boolean isElecting() {
    return electing;
  }

  Path logs() {
    return place.folder().resolve("operators");
  }

  /** Starts one; does not wait until it is ready. */
  synchronized void start(String slot) {
    int port = LoopbackPorts.free();
    Map<String, String> environment = new HashMap<>(place.registry().operatorSettings());
    environment.put("KUBECONFIG", place.operatorKubeconfig().toString());
    environment.put("TENANTDB_OPERATOR_NAMESPACE", ChaosPlace.OPERATOR_NAMESPACE);
    environment.put("TENANTDB_HTTP_ADDRESS", "127.0.0.1");
    environment.put("TENANTDB_HTTP_PORT", Integer.toString(port));
    environment.put("TENANTDB_LOG_LEVEL", "debug");
    environment.put("TENANTDB_LEADER_ELECTION", Boolean.toString(electing));
    if (electing) {
      // As a container that starts again in its pod; shorter times than usual, for more hand-overs.
      environment.put("TENANTDB_LEADER_IDENTITY", slot);
      environment.put("TENANTDB_LEADER_LEASE_DURATION", "6s");
      environment.put("TENANTDB_LEADER_RENEW_DEADLINE", "4s");
      environment.put("TENANTDB_LEADER_RETRY_PERIOD", "1s");
    }
    started++;
    String name = "operator-%03d-%s".formatted(started, slot);
    ChildProcess process =
        processes.start(JavaProgram.of(name, OperatorProgram.class, environment, "run"));
    lives.put(slot, new Life(process, port, false));
  }

  /** Waits until every running one says that it is ready. */
  void awaitReady() {
    for (Life life : living()) {
      life.process().awaitReady(PATIENCE, () -> page(life, "/readyz").status() == 200);
    }
  }

  /** Whether it says so itself. */
  boolean isReady(String slot) {
    Life life = life(slot);
    try {
      return life != null && !life.isFrozen() && page(life, "/readyz").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private synchronized @Nullable Life life(String slot) {
    return lives.get(slot);
  }

  synchronized List<String> running() {
    return lives.entrySet().stream()
        .filter(entry -> entry.getValue().process().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those that may act: the leader, if there is an election and it is known; else all. */
  List<String> acting() {
    List<String> running = running();
    if (!electing) {
      return running;
    }
    Optional<String> leader = leader();
    return leader.filter(running::contains).map(List::of).orElse(running);
  }

  private Optional<String> leader() {
    try {
      return Optional.ofNullable(
              place
                  .client()
                  .leases()
                  .inNamespace(ChaosPlace.OPERATOR_NAMESPACE)
                  .withName(LEASE)
                  .get())
          .map(lease -> lease.getSpec().getHolderIdentity());
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }

  /** SIGKILL, now. */
  synchronized void kill(String slot) {
    Life life = lives.remove(slot);
    if (life != null) {
      ProcessHandle.of(life.process().pid()).ifPresent(ProcessHandle::destroyForcibly);
      processes.stop(life.process());
    }
  }

  /** SIGTERM; returns when it has ended. */
  synchronized void end(String slot) {
    Life life = lives.remove(slot);
    if (life != null) {
      processes.stop(life.process());
    }
  }

  /** SIGSTOP: it holds all it holds, and does nothing. */
  synchronized void freeze(String slot) {
    lives.computeIfPresent(
        slot,
        (key, life) -> {
          Signals.stop(life.process().pid());
          return new Life(life.process(), life.port(), true);
        });
  }

  /** SIGCONT to all that were frozen. */
  synchronized void thaw() {
    lives.replaceAll(
        (slot, life) -> {
          if (life.isFrozen()) {
            Signals.resume(life.process().pid());
          }
          return new Life(life.process(), life.port(), false);
        });
  }

  /** The metrics of every running one. */
  List<String> metrics() {
    List<String> pages = new ArrayList<>();
    for (Life life : living()) {
      pages.add(page(life, "/metrics").body());
    }
    return pages;
  }

  private synchronized List<Life> living() {
    return List.copyOf(lives.values());
  }

  private record Page(int status, String body) {}

  private static Page page(Life life, String path) {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(life.port(), path));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      var response = http.send(request, BodyHandlers.ofString());
      return new Page(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(uri + " was not answered.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }

  @Override
  public void close() {
    thaw();
    processes.close();
  }
}
