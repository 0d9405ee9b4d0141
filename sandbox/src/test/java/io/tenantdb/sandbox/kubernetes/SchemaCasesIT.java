package io.tenantdb.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.sandbox.kubernetes.Kubectl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows each case to the real API server. The last document of a {@code valid-*.yaml} must be
 * accepted, that of an {@code invalid-*.yaml} refused with the words of its first line; a document
 * before it is what was there already.
 */
@ExtendWith(SharedKubernetes.class)
final class SchemaCasesIT {
  private static final Path CASES = Path.of("..", "crds", "src", "test", "resources", "cases");
  private static final Pattern BETWEEN_DOCUMENTS = Pattern.compile("(?m)^---\n");

  private final Kubectl kubectl;

  SchemaCasesIT(KubernetesApiServer server) {
    kubectl = server.kubectl();
  }

  @BeforeAll
  static void install(KubernetesApiServer server) {
    InstalledApi.on(server);
  }

  @ParameterizedTest
  @MethodSource("validCases")
  void shouldAcceptValidCase(Path file) throws IOException {
    // When
    Result result = outcomeOf(file);

    // Then
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.output()).doesNotContain("Warning");
  }

  @ParameterizedTest
  @MethodSource("invalidCases")
  void shouldRefuseInvalidCaseAndSayWhy(Path file) throws IOException {
    // Given
    String reason = Files.readAllLines(file).getFirst().substring("# ".length());

    // When
    Result result = outcomeOf(file);

    // Then
    assertThat(result.output()).contains(reason);
    assertThat(result.succeeded()).isFalse();
  }

  static List<Path> validCases() throws IOException {
    return cases("valid-");
  }

  static List<Path> invalidCases() throws IOException {
    return cases("invalid-");
  }

  private static List<Path> cases(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private Result outcomeOf(Path file) throws IOException {
    List<String> documents = BETWEEN_DOCUMENTS.splitAsStream(Files.readString(file)).toList();
    if (documents.size() == 1) {
      return kubectl.attemptWithInput(
          documents.getFirst(), "create", "--dry-run=server", "-f", "-");
    }
    Result before = kubectl.attemptWithInput(documents.getFirst(), "create", "-f", "-");
    assertThat(before.succeeded()).as(before.output()).isTrue();
    try {
      if (documents.getFirst().contains("\nstatus:")) {
        kubectl.attemptWithInput(
            documents.getFirst(), "replace", "--subresource=status", "-f", "-");
      }
      return kubectl.attemptWithInput(
          documents.getLast(), "replace", "--dry-run=server", "-f", "-");
    } finally {
      kubectl.attemptWithInput(documents.getFirst(), "delete", "-f", "-");
    }
  }
}
