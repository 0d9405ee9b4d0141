package io.tenantdb.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that docs/security.md names as proof are there. */
final class NamedTestsTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(should\\w+)`");

  @Test
  void shouldBeThere() throws IOException {
    // Given
    String page = Files.readString(Pages.TOP.resolve("docs").resolve("security.md"));
    List<MatchResult> named = NAMED.matcher(page).results().toList();

    // When / Then
    assertThat(named)
        .isNotEmpty()
        .allSatisfy(test -> assertThat(source(test.group(1))).contains(test.group(2) + "("));
  }

  private static String source(String test) throws IOException {
    List<Path> files = Pages.filesIn(Pages.TOP, "/" + test + ".java");
    assertThat(files).as(test).hasSize(1);
    return Files.readString(files.getFirst());
  }
}
