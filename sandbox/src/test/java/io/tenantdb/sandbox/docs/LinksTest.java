package io.tenantdb.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages lead somewhere. */
final class LinksTest {
  private static final Path PAGE = Path.of("..", "README.md");

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.docs.Pages#all")
  void shouldLeadToFilesAndHeadingsThatAreThere(Path page) throws IOException {
    assertThat(Links.of(page).broken()).isEmpty();
  }

  @Test
  void shouldNoticeAFileAndAHeadingThatAreNotThere() throws IOException {
    // Given
    Links links =
        new Links(PAGE, "[a](docs/none.md) [b](docs/operations.md#none) [c](docs/operations.md)");

    // When / Then
    assertThat(links.broken())
        .containsExactly(PAGE + ": docs/none.md", PAGE + ": docs/operations.md#none");
  }

  @Test
  void shouldCallHeadingsAsGitHubDoes() {
    // Given
    Links links = new Links(PAGE, "# Two words, `code`!\n\n## Same\n\n## Same\n");

    // When / Then
    assertThat(links.anchors()).containsExactly("two-words-code", "same", "same-1");
  }
}
