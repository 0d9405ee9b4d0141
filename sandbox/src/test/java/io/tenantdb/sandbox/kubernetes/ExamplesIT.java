package io.tenantdb.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.sandbox.kubernetes.Kubectl.Result;
import io.tenantdb.sealing.Keyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that people copy are right. */
@ExtendWith(SharedKubernetes.class)
final class ExamplesIT {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String NAMESPACES = EXAMPLES.resolve("namespaces.yaml").toString();

  private final KubernetesApiServer server;

  ExamplesIT(KubernetesApiServer server) {
    this.server = server;
  }

  @BeforeAll
  static void install(KubernetesApiServer server) {
    InstalledApi.on(server);
    server.kubectl().run("apply", "-f", NAMESPACES);
  }

  @AfterAll
  static void remove(KubernetesApiServer server) {
    server.kubectl().run("delete", "--wait=false", "-f", NAMESPACES);
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldBeAccepted(Path file) {
    // When
    Result result = server.kubectl().attempt("apply", "--dry-run=server", "-f", file.toString());

    // Then
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.output()).doesNotContain("Warning");
  }

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          // These are for Argo CD, and ArgoCdIT applies them where there is one.
          .filter(file -> !file.startsWith(EXAMPLES.resolve("argocd")))
          .sorted()
          .toList();
    }
  }

  @Test
  void shouldCreateSecretsThatTheOperatorCanUseAndKeepTheKeyring() throws Exception {
    // Given
    createSecrets("napi_first");
    String keyring = secret("keyring", "keyring\\.json");

    // When
    createSecrets("napi_second");

    // Then
    assertThat(secret("neon-api-key", "api-key")).isEqualTo("napi_second");
    assertThat(secret("keyring", "keyring\\.json")).isEqualTo(keyring);
    assertThat(Keyring.parse(keyring.getBytes(StandardCharsets.UTF_8))).isNotNull();
  }

  private void createSecrets(String apiKey) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder(EXAMPLES.resolve("create-secrets.sh").toString())
            .redirectErrorStream(true);
    script.environment().put("NEON_API_KEY", apiKey);
    script.environment().put("KUBECONFIG", server.kubeconfig().toString());
    script
        .environment()
        .merge(
            "PATH",
            SharedKubernetes.binaries().folder().toString(),
            (path, kubectl) -> kubectl + ":" + path);
    Process process = script.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).doesNotContain(apiKey);
  }

  private String secret(String name, String key) {
    String encoded =
        server
            .kubectl()
            .run(
                "get",
                "secret",
                name,
                "-n",
                "tenantdb-system",
                "-o",
                "jsonpath={.data." + key + "}");
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
