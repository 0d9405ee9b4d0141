package io.tenantdb.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbooksTest {
  private static final Path INDEX = Runbook.FOLDER.resolve("README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern HEADING = Pattern.compile("^## (.*)$", Pattern.MULTILINE);

  @Test
  void shouldHaveAPageForEveryReasonAndEveryAlertAndNoOther() throws IOException {
    // Given
    Set<String> wanted =
        Stream.concat(
                Arrays.stream(Reason.values()).map(Reason::name),
                AlertRule.all().stream().map(AlertRule::name))
            .collect(Collectors.toCollection(TreeSet::new));

    // When
    Set<String> pages = Runbook.names();

    // Then
    assertThat(pages).isEqualTo(wanted);
  }

  @Test
  void shouldAllHaveTheSameHeadings() throws IOException {
    // When // Then
    for (String name : Runbook.names()) {
      String text = Runbook.text(name);
      assertThat(text).startsWith("# " + name + "\n");
      assertThat(HEADING.matcher(text).results().map(heading -> heading.group(1)))
          .as(name)
          .isEqualTo(
              List.of(
                  "What it means",
                  "What is affected",
                  "What the operator does by itself",
                  "What to do",
                  "How to know it is over"));
    }
  }

  @Test
  void shouldLinkToWhatIsThere() throws IOException {
    // When // Then
    for (String name : Runbook.names()) {
      List<String> links =
          LINK.matcher(Runbook.text(name))
              .results()
              .map((MatchResult link) -> link.group(1))
              .toList();
      assertThat(links).as(name).allMatch(link -> Files.exists(Runbook.FOLDER.resolve(link)));
    }
  }

  @Test
  void shouldHaveAnIndexOfAllPages() throws IOException {
    // Given
    String fresh = Runbook.index();

    // When
    if (Boolean.getBoolean("runbooks.update")) {
      Files.writeString(INDEX, fresh);
    }

    // Then
    assertThat(Files.readString(INDEX))
        .as("docs/runbooks/README.md is stale; the command in it writes it anew")
        .isEqualTo(fresh);
  }
}
