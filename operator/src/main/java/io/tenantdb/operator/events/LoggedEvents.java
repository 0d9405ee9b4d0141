package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.tenantdb.operator.logging.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What people are told by Events stands in the log too, where it outlives them. */
public final class LoggedEvents implements EventRecorder {
  private static final Logger log = LoggerFactory.getLogger(LoggedEvents.class);

  private final EventRecorder events;

  /** Logs, and passes on to {@code events}. */
  public LoggedEvents(EventRecorder events) {
    this.events = events;
  }

  @Override
  public void normal(HasMetadata about, String reason, String message) {
    log(log.atInfo(), about, reason, message);
    events.normal(about, reason, message);
  }

  @Override
  public void warning(HasMetadata about, String reason, String message) {
    log(log.atWarn(), about, reason, message);
    events.warning(about, reason, message);
  }

  private static void log(
      LoggingEventBuilder line, HasMetadata about, String reason, String message) {
    line.addKeyValue(LogKeys.KIND, about.getKind())
        .addKeyValue(LogKeys.NAMESPACE, about.getMetadata().getNamespace())
        .addKeyValue(LogKeys.NAME, about.getMetadata().getName())
        .addKeyValue(LogKeys.REASON, reason)
        .log(message);
  }
}
