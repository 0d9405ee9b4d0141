package io.tenantdb.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.sandbox.kubernetes.Kubectl.Result;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see through kubectl. */
@ExtendWith(SharedKubernetes.class)
final class KubectlViewIT {
  private static final String NAMESPACE = "kubectl-view";
  private static final Pattern BETWEEN_COLUMNS = Pattern.compile(" {2,}");
  private static final String STORE =
      """
      apiVersion: tenantdb.io/v1alpha1
      kind: TenantDatabase
      metadata:
        name: acme
        namespace: kubectl-view
      spec:
        organizationId: 7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f
        storeName: Acme Toys
        className: shared
      """;
  private static final String STATUS =
      """
      status:
        phase: Ready
        className: shared
        schema:
          version: "4"
        neon:
          projectId: late-frost-12345678
          branchId: br-cool-sun-1
        binding:
          name: acme-connection
        conditions:
          - type: Ready
            status: "True"
            reason: Serving
            message: The store has its database.
            lastTransitionTime: "2026-11-23T12:00:00Z"
      """;
  private static final String CLASS =
      """
      apiVersion: tenantdb.io/v1alpha1
      kind: TenantDatabaseClass
      metadata:
        name: kubectl-view
      spec:
        default: true
        projects:
          - id: late-frost-12345678
            region: eu-central-1
        neon:
          apiKeySecretRef:
            name: neon-api-key
        encryption:
          keyringSecretRef:
            name: keyring
      """;

  private final Kubectl kubectl;

  KubectlViewIT(KubernetesApiServer server) {
    kubectl = server.kubectl();
  }

  @BeforeAll
  static void install(KubernetesApiServer server) {
    InstalledApi.on(server);
    server.kubectl().run("create", "namespace", NAMESPACE);
    accepted(server.kubectl().attemptWithInput(STORE + STATUS, "apply", "-f", "-"));
    accepted(
        server
            .kubectl()
            .attemptWithInput(
                STORE + STATUS, "apply", "--server-side", "--subresource=status", "-f", "-"));
    accepted(server.kubectl().attemptWithInput(CLASS, "apply", "-f", "-"));
  }

  @AfterAll
  static void remove(KubernetesApiServer server) {
    server.kubectl().run("delete", "tenantdatabaseclass", "kubectl-view");
    server.kubectl().run("delete", "--wait=false", "namespace", NAMESPACE);
  }

  @Test
  void shouldShowWhatMattersOfAStore() {
    // When
    List<List<String>> table = table("get", "tdb", "-n", NAMESPACE);

    // Then
    assertThat(table.getFirst())
        .containsExactly("NAME", "STORE", "PHASE", "READY", "CLASS", "SCHEMA", "AGE");
    assertThat(table.getLast())
        .startsWith("acme", "Acme Toys", "Ready", "True", "shared", "4")
        .hasSize(7);
  }

  @Test
  void shouldShowWhereAStoreIsWhenAskedForMore() {
    // When
    List<List<String>> table = table("get", "tdb", "-n", NAMESPACE, "-o", "wide");

    // Then
    assertThat(table.getFirst())
        .containsExactly(
            "NAME",
            "STORE",
            "PHASE",
            "READY",
            "CLASS",
            "SCHEMA",
            "REASON",
            "ORGANIZATION",
            "PROJECT",
            "BRANCH",
            "SECRET",
            "AGE");
    assertThat(table.getLast())
        .contains(
            "Serving",
            "7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f",
            "late-frost-12345678",
            "br-cool-sun-1",
            "acme-connection");
  }

  @Test
  void shouldShowWhatMattersOfAClass() {
    // When // Then
    assertThat(table("get", "tdbc", "kubectl-view").getFirst())
        .containsExactly("NAME", "ISOLATION", "DEFAULT", "READY", "SCHEMA", "AGE");
    assertThat(table("get", "tdbc", "kubectl-view", "-o", "wide").getFirst())
        .containsExactly("NAME", "ISOLATION", "DEFAULT", "READY", "SCHEMA", "REASON", "AGE");
  }

  @Test
  void shouldFillInDefaults() {
    // When
    String spec = kubectl.run("get", "tdbc", "kubectl-view", "-o", "jsonpath={.spec}");

    // Then
    assertThat(spec)
        .contains(
            "\"isolation\":\"Branch\"",
            "\"defaultRegion\":\"eu-central-1\"",
            "\"deletionPolicy\":\"Retain\"",
            "\"apiUrl\":\"https://console.neon.tech/api/v2\"",
            "\"maxTenants\":1000");
  }

  @Test
  void shouldListBothKindsByCategory() {
    // When
    String names = kubectl.run("get", "tenantdb", "-n", NAMESPACE, "-o", "name");

    // Then
    assertThat(names.lines())
        .contains(
            "tenantdatabase.tenantdb.io/acme", "tenantdatabaseclass.tenantdb.io/kubectl-view");
  }

  @Test
  void shouldFindAStoreByItsOrganizationAndItsClass() {
    // When
    String found = namesWhere("spec.organizationId=7d9f2c1e-4b5a-4c3d-9e8f-0a1b2c3d4e5f");
    String others = namesWhere("spec.className=other");

    // Then
    assertThat(found).contains("acme");
    assertThat(others).isEmpty();
  }

  private String namesWhere(String selector) {
    return kubectl.run("get", "tdb", "-A", "--field-selector", selector, "-o", "name");
  }

  @Test
  void shouldExplainAField() {
    // When
    String explained = kubectl.run("explain", "tdb.spec.compute");

    // Then
    assertThat(explained)
        .contains("maxCu", "The most compute units (CU)", "suspendTimeoutSeconds", "-1 for never");
  }

  @Test
  void shouldNotChangeTheStatusWhenTheResourceIsApplied() {
    // Given
    String changed = STORE + STATUS.replace("phase: Ready", "phase: Failed");

    // When
    accepted(kubectl.attemptWithInput(changed, "apply", "-f", "-"));

    // Then
    assertThat(kubectl.run("get", "tdb", "acme", "-n", NAMESPACE, "-o", "jsonpath={.status.phase}"))
        .isEqualTo("Ready");
  }

  @Test
  void shouldMergeConditionsOfSeveralWritersByType() {
    // Given
    String other =
        """
        apiVersion: tenantdb.io/v1alpha1
        kind: TenantDatabase
        metadata:
          name: acme
          namespace: kubectl-view
        status:
          conditions:
            - type: Audited
              status: "False"
              reason: Never
              message: Nobody looked yet.
              lastTransitionTime: "2026-11-23T12:00:00Z"
        """;

    // When
    accepted(
        kubectl.attemptWithInput(
            other,
            "apply",
            "--server-side",
            "--subresource=status",
            "--field-manager=auditor",
            "-f",
            "-"));

    // Then
    assertThat(
            kubectl.run(
                "get",
                "tdb",
                "acme",
                "-n",
                NAMESPACE,
                "-o",
                "jsonpath={.status.conditions[*].type}"))
        .isEqualTo("Ready Audited");
  }

  private List<List<String>> table(String... arguments) {
    return kubectl
        .run(arguments)
        .lines()
        .map(line -> BETWEEN_COLUMNS.splitAsStream(line.strip()).toList())
        .toList();
  }

  private static void accepted(Result result) {
    assertThat(result.succeeded()).as(result.output()).isTrue();
  }
}
