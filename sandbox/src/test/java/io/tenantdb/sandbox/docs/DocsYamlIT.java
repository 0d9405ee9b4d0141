package io.tenantdb.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.sandbox.helm.Chart;
import io.tenantdb.sandbox.kubernetes.InstalledApi;
import io.tenantdb.sandbox.kubernetes.Kubectl.Result;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All YAML that people copy, from pages, examples and install, is taken by a real API server. */
@ExtendWith(SharedKubernetes.class)
final class DocsYamlIT {
  /** Groups of resources whose definitions are other projects', and what applies them instead. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "argoproj.io", "the tests with a real Argo CD", "monitoring.coreos.com", "nothing here");

  private final Applied applied;

  DocsYamlIT(KubernetesApiServer server) {
    applied = new Applied(server.kubectl());
  }

  @BeforeAll
  static void install(KubernetesApiServer server) {
    InstalledApi.on(server);
  }

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.docs.YamlBlocks#ofAllPages")
  void shouldTakeEachBlockOfThePages(YamlBlock block) throws IOException {
    switch (BlockUse.of(block)) {
      case BlockUse.Manifests _ -> apply(Applied.documents(block.text()));
      case BlockUse.Patch patch -> apply(List.of(Bases.patched(patch, block.text())));
      case BlockUse.Values _ -> assertThat(render(block.text())).contains("kind: Deployment");
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldTakeEachFile(Path file) throws IOException {
    apply(Applied.documents(Files.readString(file)));
  }

  @Test
  void shouldNoticeAFieldThatThereIsNot() throws IOException {
    // Given
    BlockUse.Patch patch = new BlockUse.Patch("TenantDatabaseClass", "shared", List.of());

    // When
    Result result =
        applied.apply(List.of(Bases.patched(patch, "spec: {deletionGuard: {maxDeletion: 10}}")));

    // Then
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("maxDeletion");
  }

  static List<Path> manifests() throws IOException {
    return Stream.of("examples", "install")
        .flatMap(folder -> files(Pages.TOP.resolve(folder)))
        .filter(file -> !file.getFileName().toString().equals("values.yaml"))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Pages.filesIn(folder, ".yaml").stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void apply(List<JsonNode> documents) {
    List<JsonNode> served = documents.stream().filter(one -> !isForeign(one)).toList();
    if (served.isEmpty()) {
      return;
    }
    Result result = applied.apply(served);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.output()).doesNotContain("Warning");
  }

  private static boolean isForeign(JsonNode document) {
    return FOREIGN.containsKey(document.path("apiVersion").asText().replaceFirst("/.*", ""));
  }

  /** The chart wants to know where the stores are; most values say nothing of that. */
  private static String render(String values) {
    boolean says = values.lines().anyMatch(line -> line.matches("(namespaces|allNamespaces):.*"));
    return says ? Chart.render(values) : Chart.render("namespaces: [stores]\n", values);
  }
}
