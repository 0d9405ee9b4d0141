package io.tenantdb.sandbox.stores;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged in this process while it is open: ours from TRACE, others' from INFO. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("io.tenantdb");
  private final Level levelBefore = root.getLevel();

  private LogCapture() {}

  static LogCapture open() {
    LogCapture capture = new LogCapture();
    capture.setContext(capture.root.getLoggerContext());
    capture.start();
    capture.root.setLevel(Level.INFO);
    capture.ours.setLevel(Level.TRACE);
    capture.root.addAppender(capture);
    return capture;
  }

  /** Each with all it carries: message, key-values, context and stack trace. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(
        "%s %s %s %s %s"
            .formatted(
                event.getLoggerName(),
                event.getFormattedMessage(),
                event.getKeyValuePairs(),
                event.getMDCPropertyMap(),
                trace));
  }

  @Override
  public void close() {
    root.detachAppender(this);
    root.setLevel(levelBefore);
    ours.setLevel(null);
    stop();
  }
}
