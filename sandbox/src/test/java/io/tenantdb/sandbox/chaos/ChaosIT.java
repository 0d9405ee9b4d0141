package io.tenantdb.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A campaign short enough for every build; long ones are run with {@code ./chaos}. */
class ChaosIT {
  private static final Path FOLDER = Path.of("target", "chaos-it").toAbsolutePath();

  @Test
  void shouldHoldEveryRuleWhenTheOperatorIsKilledAndNeonFails() throws Exception {
    // Given
    CampaignTerms terms = new CampaignTerms(11, Duration.ofSeconds(50), 5, 6, 1, true);
    Path folder = Files.createDirectories(FOLDER.resolve("run-" + ProcessHandle.current().pid()));
    StringWriter told = new StringWriter();

    // When
    Outcome outcome =
        new Trial(terms, null, "127.76").run(folder, new PrintWriter(told), Clock.systemUTC());

    // Then
    outcome.print(new PrintWriter(told));
    assertThat(outcome.verdicts()).as(told::toString).allMatch(Verdict::isPassed);
    assertThat(outcome.kills()).as(told::toString).isPositive();
  }
}
