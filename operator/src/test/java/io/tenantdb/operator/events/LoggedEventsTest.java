package io.tenantdb.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.fleet.StoreSample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LoggedEventsTest {
  private final RecordingEvents recorded = new RecordingEvents();
  private final LoggedEvents events = new LoggedEvents(recorded);
  private final Logger logger = (Logger) LoggerFactory.getLogger(LoggedEvents.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void shouldLogWhatIsToldWithItsResourceAndReason() {
    // Given
    TenantDatabase store = StoreSample.store("acme").build();

    // When
    events.warning(store, "BranchMissing", "The branch is gone.");

    // Then
    assertThat(recorded.reasons()).containsExactly("BranchMissing");
    ILoggingEvent line = lines.list.getFirst();
    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getFormattedMessage()).isEqualTo("The branch is gone.");
    assertThat(line.getKeyValuePairs().toString())
        .contains("name=\"acme\"", "reason=\"BranchMissing\"", "kind=\"TenantDatabase\"");
  }
}
