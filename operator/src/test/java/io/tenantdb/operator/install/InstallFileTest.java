package io.tenantdb.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.tenantdb.operator.config.OperatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What can be seen of the install file without a cluster; that a cluster takes it is tested in
 * sandbox.
 */
class InstallFileTest {

  @Test
  void shouldBePutTogetherFromItsParts() throws IOException {
    // Given
    if (Boolean.getBoolean("install.update")) {
      Files.writeString(InstallFile.FILE, InstallFile.fresh());
    }

    // When
    String committed = Files.exists(InstallFile.FILE) ? Files.readString(InstallFile.FILE) : "";

    // Then
    assertThat(committed)
        .as("install/tenantdb-operator.yaml is stale; write it anew with: %s", InstallFile.COMMAND)
        .isEqualTo(InstallFile.fresh());
  }

  @Test
  void shouldInstallTheNamespaceFirstAndTheDeploymentAfterWhatItNeeds() throws IOException {
    // When
    List<String> kinds = InstallFile.objects().stream().map(HasMetadata::getKind).toList();

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
            "Deployment",
            "Service");
  }

  @Test
  void shouldPutEverythingIntoTheOperatorsNamespace() throws IOException {
    // When
    List<String> namespaces =
        InstallFile.objects().stream()
            .filter(Namespaced.class::isInstance)
            .map(object -> object.getMetadata().getNamespace())
            .distinct()
            .toList();

    // Then
    assertThat(namespaces).containsExactly(OperatorConfig.from(Map.of()).operatorNamespace());
  }

  @Test
  void shouldStartTheOperatorWithSettingsThatItTakes() throws IOException {
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
  void shouldRunWithoutAnyRightOnItsNode() throws IOException {
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
  void shouldAskForNoWildcardAndNoRightToHandOutRights() throws IOException {
    // When
    List<PolicyRule> rules = rules();

    // Then
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getVerbs()).doesNotContain("*", "escalate", "bind", "impersonate");
              assertThat(rule.getResources()).doesNotContain("*");
              assertThat(rule.getApiGroups()).doesNotContain("*", "rbac.authorization.k8s.io");
            });
  }

  @Test
  void shouldServeTheOperatorsPods() throws IOException {
    // When
    Map<String, String> selector = only(Service.class).getSpec().getSelector();

    // Then
    assertThat(only(Deployment.class).getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(selector);
  }

  private static List<PolicyRule> rules() throws IOException {
    return Stream.concat(
            only(ClusterRole.class).getRules().stream(), only(Role.class).getRules().stream())
        .toList();
  }

  private static PodSpec pod() throws IOException {
    return only(Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container container() throws IOException {
    return Objects.requireNonNull(pod().getContainers().getFirst());
  }

  private static <T> T only(Class<T> type) throws IOException {
    return InstallFile.objects().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
