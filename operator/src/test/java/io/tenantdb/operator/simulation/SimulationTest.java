package io.tenantdb.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Histories in which everything goes wrong, and the operator keeps its promises all the same. */
final class SimulationTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.tenantdb");
  private static @Nullable Level before;

  @BeforeAll
  static void logNothing() {
    before = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void logAgain() {
    LOG.setLevel(before);
  }

  @Test
  void shouldKeepEveryPromiseInAThousandHistories() {
    // When
    Map<Long, String> broken = new LinkedHashMap<>();
    LongStream.rangeClosed(1, 1_000)
        .forEach(seed -> Simulation.run(seed, Bug.NONE).ifPresent(what -> broken.put(seed, what)));

    // Then
    assertThat(broken).as("seeds; ./simulate --seed N --trace tells the history").isEmpty();
  }

  @Test
  void shouldTellTheSameHistoryAgainWhenSeedIsTheSame() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(historyOf(seed)).isEqualTo(historyOf(seed));
    }
  }

  @ParameterizedTest(name = "{0} is found within {1} histories")
  @CsvSource({
    "NO_ADOPTION, 50",
    "LOST_POST_REPEATED, 50",
    "NO_PROOF, 300",
    "NO_CLAIMS, 50",
    "ABSENT_CONFUSED, 50",
    "PASSWORD_NOT_OWN, 50",
    "LANE_IGNORED, 50",
    "NO_INTENT, 500",
    "BLIND_WRITE, 300",
  })
  void shouldFindPlantedBugWithinSoManyHistories(Bug bug, long most) {
    assertThat(LongStream.rangeClosed(1, most))
        .anyMatch(seed -> Simulation.run(seed, bug).isPresent());
  }

  private static String historyOf(long seed) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Simulation.run(seed, Bug.NONE, new PrintStream(told, false, StandardCharsets.UTF_8));
    return told.toString(StandardCharsets.UTF_8);
  }
}
