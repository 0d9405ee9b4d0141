package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Tells the cluster how a Pod is, by its status. Says each thing once. */
final class PodReport {
  private final KubernetesClient client;
  private final Pod pod;
  private final String address;
  private final Instant began;
  private String said = "";

  PodReport(KubernetesClient client, Pod pod, String address, Instant began) {
    this.client = client;
    this.pod = pod;
    this.address = address;
    this.began = began;
  }

  /** It can't be started yet. */
  void waits(String why) {
    ContainerState state =
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason("CreateContainerError")
            .withMessage(why)
            .endWaiting()
            .build();
    say("Pending", false, 0, state);
  }

  /** Its container runs. */
  void runs(boolean ready, int restarts) {
    ContainerState state =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(began.toString())
            .endRunning()
            .build();
    say("Running", ready, restarts, state);
  }

  /** Its container ended for good. */
  void ended(int exitCode, int restarts) {
    ContainerState state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason(exitCode == 0 ? "Completed" : "Error")
            .endTerminated()
            .build();
    say(exitCode == 0 ? "Succeeded" : "Failed", false, restarts, state);
  }

  private void say(String phase, boolean ready, int restarts, ContainerState state) {
    String sentence = "%s %s %d %s".formatted(phase, ready, restarts, state);
    if (sentence.equals(said)) {
      return;
    }
    PodStatus status = status(phase, ready, restarts, state);
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .editStatus(current -> new PodBuilder(current).withStatus(status).build());
    said = sentence;
  }

  private PodStatus status(String phase, boolean ready, int restarts, ContainerState state) {
    List<PodCondition> conditions =
        Stream.of("PodScheduled", "Initialized", "ContainersReady", "Ready")
            .map(type -> condition(type, ready || type.matches("PodScheduled|Initialized")))
            .toList();
    var container = pod.getSpec().getContainers().getFirst();
    return new PodStatusBuilder()
        .withPhase(phase)
        .withPodIP(address)
        .addNewPodIP(address)
        .withStartTime(began.toString())
        .withConditions(conditions)
        .addNewContainerStatus()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID(container.getImage())
        .withReady(ready)
        .withStarted(state.getRunning() != null)
        .withRestartCount(restarts)
        .withState(state)
        .endContainerStatus()
        .build();
  }

  private static PodCondition condition(String type, boolean holds) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withLastTransitionTime(Instant.now().toString())
        .build();
  }
}
