package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.tenantdb.sandbox.process.ChildProcesses;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one node of a cluster, and its scheduler: it takes every Pod and runs its container, whatever
 * image it names, from the one image it has. Each Pod gets a loopback address of its own.
 */
public final class Node implements AutoCloseable {
  private static final String NAME = "sandbox";

  private final KubernetesClient client;
  private final ChildProcesses processes;
  private final HttpClient http = HttpClient.newHttpClient();
  private final PodRun.Surroundings surroundings;
  private final Map<String, PodRun> running = new ConcurrentHashMap<>();
  private final AtomicInteger addresses = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SharedIndexInformer<Pod> informer;

  private Node(KubernetesClient client, Image image, Path folder) {
    this.client = client;
    processes = ChildProcesses.in(folder);
    surroundings = new PodRun.Surroundings(client, processes, image, http, folder);
    client
        .resource(new NodeBuilder().withNewMetadata().withName(NAME).endMetadata().build())
        .create();
    informer = client.pods().inAnyNamespace().inform(new Watch());
  }

  /**
   * Joins a cluster.
   *
   * @param folder takes logs and volumes
   */
  public static Node join(KubernetesClient client, Image image, Path folder) {
    return new Node(client, image, folder);
  }

  /** Where a Pod's output is, for the start with this number. */
  public Path log(Pod pod, int restarts) {
    return surroundings
        .folder()
        .resolve("%s.%d.log".formatted(pod.getMetadata().getName(), restarts));
  }

  /** Ends every process. */
  @Override
  public void close() {
    informer.close();
    threads.shutdownNow();
    processes.close();
    http.close();
  }

  private void look(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      end(pod);
    } else if (pod.getSpec().getNodeName() == null) {
      bind(pod);
    } else {
      running.computeIfAbsent(pod.getMetadata().getUid(), uid -> start(pod));
    }
  }

  private void end(Pod pod) {
    PodRun run = running.get(pod.getMetadata().getUid());
    if (run != null) {
      run.end();
    }
  }

  private void bind(Pod pod) {
    var binding =
        new BindingBuilder()
            .withNewMetadata()
            .withName(pod.getMetadata().getName())
            .withNamespace(pod.getMetadata().getNamespace())
            .endMetadata()
            .withNewTarget()
            .withKind("Node")
            .withName(NAME)
            .endTarget()
            .build();
    try {
      client.bindings().inNamespace(pod.getMetadata().getNamespace()).resource(binding).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404 && e.getCode() != 409) { // Gone, or bound a moment before.
        throw e;
      }
    }
  }

  private PodRun start(Pod pod) {
    PodRun run = new PodRun(surroundings, pod, "127.77.0." + addresses.incrementAndGet());
    threads.execute(run);
    return run;
  }

  private final class Watch implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      threads.execute(() -> look(pod));
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      threads.execute(() -> look(pod));
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      end(pod);
    }
  }
}
