package io.tenantdb.sandbox.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.tenantdb.operator.config.OperatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be seen of the files of {@code install/} without a cluster. */
class InstallFileTest {

  @ParameterizedTest
  @EnumSource
  void shouldBeWhatTheChartMakes(InstallFile file) throws IOException {
    // Given
    if (Boolean.getBoolean("install.update")) {
      Files.writeString(file.path(), file.fresh());
    }

    // When
    String committed = Files.exists(file.path()) ? Files.readString(file.path()) : "";

    // Then
    assertThat(committed)
        .as("%s is stale; write it anew with: %s", file.path(), InstallFile.COMMAND)
        .isEqualTo(file.fresh());
  }

  @Test
  void shouldInstallTheNamespaceFirstAndTheDeploymentAfterWhatItNeeds() {
    // When
    List<String> kinds =
        InstallFile.EVERYTHING.objects().stream().map(HasMetadata::getKind).toList();

    // Then
    assertThat(kinds)
        .containsExactly(
            "Namespace",
            "CustomResourceDefinition",
            "CustomResourceDefinition",
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "Service",
            "Deployment");
  }

  @Test
  void shouldAddToItAndChangeNothing() {
    assertThat(Chart.names(InstallFile.CONNECTION_SERVICE.objects()))
        .containsExactlyInAnyOrder(
            "ClusterRole tenantdb-operator-connection-service",
            "ClusterRoleBinding tenantdb-operator-connection-service",
            "Service tenantdb-system/tenantdb-connections");
    assertThat(Chart.names(InstallFile.INTAKE.objects()))
        .containsExactlyInAnyOrder(
            "ClusterRole tenantdb-operator-intake", "ClusterRoleBinding tenantdb-operator-intake");
  }

  @Test
  void shouldPutEverythingIntoTheOperatorsNamespace() {
    // When
    List<String> namespaces =
        InstallFile.EVERYTHING.objects().stream()
            .filter(Namespaced.class::isInstance)
            .map(object -> object.getMetadata().getNamespace())
            .distinct()
            .toList();

    // Then
    assertThat(namespaces).containsExactly(OperatorConfig.from(Map.of()).operatorNamespace());
  }

  @Test
  void shouldStartTheOperatorWithSettingsThatItTakes() {
    // Given
    Map<String, String> environment =
        container().getEnv().stream()
            .filter(variable -> variable.getValue() != null)
            .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    environment.put("POD_NAMESPACE", "tenantdb-system");
    environment.put("TENANTDB_REGISTRY_URL", "postgresql://db/registry");
    environment.put("TENANTDB_REGISTRY_USER", "registrar");
    environment.put("TENANTDB_REGISTRY_PASSWORD", "secret");

    // When
    OperatorConfig config = OperatorConfig.from(environment);

    // Then
    assertThat(container().getEnv()).extracting(EnvVar::getName).containsAll(environment.keySet());
    assertThat(container().getPorts().getFirst().getContainerPort())
        .isEqualTo(config.http().port());
    assertThat(Duration.ofSeconds(pod().getTerminationGracePeriodSeconds()))
        .isGreaterThan(config.shutdownGrace().plusSeconds(10));
  }

  @Test
  void shouldRunWithoutAnyRightOnItsNode() {
    // When
    var rights = container().getSecurityContext();

    // Then
    assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
    assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
    assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void shouldServeTheOperatorsPods() {
    // When
    Map<String, String> selector =
        Chart.only(Service.class, InstallFile.EVERYTHING.objects()).getSpec().getSelector();

    // Then
    assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(selector);
  }

  private static Deployment deployment() {
    return Chart.only(Deployment.class, InstallFile.EVERYTHING.objects());
  }

  private static PodSpec pod() {
    return deployment().getSpec().getTemplate().getSpec();
  }

  private static Container container() {
    return pod().getContainers().getFirst();
  }
}
