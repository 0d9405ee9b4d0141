package io.tenantdb.kubectl.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl is asked for so that a name can be completed. */
final class CompletionTest {
  @TempDir private Path folder;
  private Script completion;

  @BeforeEach
  void fakeKubectl() throws IOException {
    completion = new Script(Path.of("kubectl_complete-tenantdb"), folder).withProgram("kubectl");
  }

  @ParameterizedTest
  @CsvSource({
    "why --context staging, --context staging",
    "why --context=staging, --context=staging",
    "why --kubeconfig kc, --kubeconfig kc",
    "why --kubeconfig=kc, --kubeconfig=kc",
    "why -n stores, -n stores",
    "why -nstores, -nstores",
    "why --namespace stores, --namespace stores",
    "why --namespace=stores --context=staging, --namespace=stores --context=staging",
    "-n stores open, -n stores"
  })
  void shouldAskTheClusterThatIsNamed(String words, String passedOn) throws Exception {
    // When
    List<String> lines = completion.run((words + " ac").split(" ", -1));

    // Then
    assertThat(String.join(" ", lines))
        .isEqualTo("get tenantdatabases.tenantdb.io %s -o name :4".formatted(passedOn));
  }

  @Test
  void shouldAskTheClusterThatIsNamedForItsNamespaces() throws Exception {
    assertThat(completion.run("why", "--context=staging", "-n", ""))
        .containsExactly("get", "namespaces", "--context=staging", "-o", "name", ":4");
  }

  @Test
  void shouldPassOnNothingOfTheCommandItself() throws Exception {
    assertThat(completion.run("open", "--redacted", "ac"))
        .containsExactly("get", "tenantdatabases.tenantdb.io", "-o", "name", ":4");
    assertThat(completion.run("")).contains("status", "why").doesNotContain("get");
  }
}
