package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A Pod on the node, from its start to its end; runs on a thread of its own. */
final class PodRun implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

  /** What all Pods of a node share. */
  record Surroundings(
      KubernetesClient client,
      ChildProcesses processes,
      Image image,
      HttpClient http,
      Path folder) {}

  private final Surroundings node;
  private final Pod pod;
  private final Container container;
  private final String address;
  private final PodReport report;
  private volatile boolean unwanted;
  private int restarts;

  PodRun(Surroundings node, Pod pod, String address) {
    this.node = node;
    this.pod = pod;
    this.address = address;
    container = pod.getSpec().getContainers().getFirst();
    report = new PodReport(node.client(), pod, address, Instant.now());
  }

  /** The Pod is deleted. */
  void end() {
    unwanted = true;
  }

  @Override
  public void run() {
    try {
      while (!unwanted) {
        Optional<ChildProcess> started = start();
        if (started.isEmpty()) {
          break;
        }
        ChildProcess process = started.get();
        boolean forGood = attend(process);
        stop(process);
        if (forGood && !unwanted) {
          report.ended(process.exitStatus().orElse(137), restarts);
          return;
        }
        restarts++;
        Thread.sleep(BEFORE_ANOTHER_TRY);
      }
      forget();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404) { // Gone meanwhile: nobody is left to tell.
        throw e;
      }
    }
  }

  /** Nothing, when the Pod is unwanted before it could start. */
  private Optional<ChildProcess> start() throws InterruptedException {
    while (!unwanted) {
      try {
        return Optional.of(
            node.processes().start(new PodProgram(node, pod, address, restarts).program()));
      } catch (IOException | RuntimeException e) {
        report.waits(String.valueOf(e.getMessage()));
        Thread.sleep(BEFORE_ANOTHER_TRY);
      }
    }
    return Optional.empty();
  }

  /** Until its process ends or is to end; whether that is the end of the Pod. */
  private boolean attend(ChildProcess process) throws InterruptedException {
    Probes probes = new Probes(node.http(), container, address);
    while (!unwanted && process.isAlive()) {
      Probes.Verdict verdict = probes.look(Instant.now());
      if (verdict == Probes.Verdict.RESTART) {
        return false;
      }
      report.runs(verdict == Probes.Verdict.READY, restarts);
      Thread.sleep(LOOK);
    }
    return !unwanted && !"Always".equals(pod.getSpec().getRestartPolicy());
  }

  private void stop(ChildProcess process) throws InterruptedException {
    process.askToEnd();
    Instant limit = Instant.now().plusSeconds(pod.getSpec().getTerminationGracePeriodSeconds());
    while (process.isAlive() && Instant.now().isBefore(limit)) {
      Thread.sleep(LOOK);
    }
    node.processes().stop(process);
  }

  private void forget() {
    node.client()
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .withGracePeriod(0)
        .delete();
  }
}
