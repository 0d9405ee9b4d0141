package io.tenantdb.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.sandbox.process.ListeningAddresses;
import io.tenantdb.sandbox.process.ProcessFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKubernetes.class)
final class KubernetesApiServerIT {
  private static final KubernetesBinaries BINARIES = SharedKubernetes.binaries();
  private static final List<String> PROGRAMS =
      List.of("etcd", "kube-apiserver", "kube-controller-manager");

  @TempDir private Path folder;

  @Test
  void shouldKeepObjectsWhenStartedAgainInItsFolder() {
    // Given
    try (var server = KubernetesApiServer.start(BINARIES, folder)) {
      server.kubectl().run("create", "configmap", "kept", "--from-literal=key=value");
    }

    // When
    try (var server = KubernetesApiServer.start(BINARIES, folder)) {
      String value = server.kubectl().run("get", "configmap", "kept", "-o", "jsonpath={.data.key}");

      // Then
      assertThat(value).isEqualTo("value");
    }
  }

  @Test
  void shouldRefuseASecondRunInItsFolder(KubernetesApiServer server) {
    // When // Then
    assertThatThrownBy(() -> KubernetesApiServer.start(BINARIES, SharedKubernetes.FOLDER))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("in use by another run");
    assertThat(server.kubectl().run("get", "namespaces")).contains("default");
  }

  @Test
  void shouldListenOnLoopbackOnlyAndLeaveNothingRunning() throws Exception {
    // Given
    List<ProcessHandle> processes = new ArrayList<>();
    List<String> addresses = new ArrayList<>();

    // When
    try (var server = KubernetesApiServer.start(BINARIES, folder)) {
      for (String program : PROGRAMS) {
        long pid = pidOf(program);
        processes.add(ProcessHandle.of(pid).orElseThrow());
        addresses.addAll(ListeningAddresses.of(pid));
      }
      assertThat(server.kubeconfig()).exists();
    }

    // Then
    assertThat(addresses).hasSizeGreaterThanOrEqualTo(3).containsOnly("0100007F");
    assertThat(processes).hasSize(3).noneMatch(ProcessHandle::isAlive);
    assertThat(folder).isDirectoryNotContaining("glob:**.pid");
  }

  private long pidOf(String program) throws IOException {
    return Long.parseLong(Files.readString(folder.resolve(program + ".pid")).split(" ", 2)[0]);
  }

  @Test
  void shouldLetAServiceAccountDoOnlyWhatItsRoleAllows(KubernetesApiServer server) {
    // Given
    Kubectl admin = server.kubectl();
    admin.run("create", "serviceaccount", "reader");
    admin.run("create", "role", "reader", "--verb=get,list", "--resource=configmaps");
    admin.run(
        "create", "rolebinding", "reader", "--role=reader", "--serviceaccount=default:reader");

    // When
    Kubectl reader = new Kubectl(BINARIES.kubectl(), server.kubeconfigFor("default", "reader"));

    // Then
    assertThat(reader.attempt("get", "configmaps").succeeded()).isTrue();
    assertThat(reader.attempt("get", "secrets").output())
        .contains("User \"system:serviceaccount:default:reader\" cannot list resource \"secrets\"");
  }

  @Test
  void shouldCollectGarbageAndFinishNamespaces(KubernetesApiServer server) {
    // Given
    Kubectl kubectl = server.kubectl();
    kubectl.run("create", "namespace", "shop");
    kubectl.run("create", "configmap", "owner", "-n", "shop");
    String uid =
        kubectl.run("get", "configmap", "owner", "-n", "shop", "-o", "jsonpath={.metadata.uid}");
    kubectl.run("create", "configmap", "owned", "-n", "shop");
    kubectl.run(
        "patch",
        "configmap",
        "owned",
        "-n",
        "shop",
        "--patch",
        """
          {"metadata": {"ownerReferences":
            [{"apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": "%s"}]}}
          """
            .formatted(uid));

    // When
    kubectl.run("delete", "configmap", "owner", "-n", "shop");

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "configmaps", "-n", "shop", "-o", "name"))
                    .doesNotContain("owned"));
    kubectl.run("delete", "namespace", "shop", "--timeout=30s");
  }
}
