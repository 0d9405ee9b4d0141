package io.tenantdb.operator.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {

  @Test
  void shouldWriteOneReadableLineWithItsKeys() throws Exception {
    // When
    String line = line(Map.of(), event("branch created", "branch", "br-1"));

    // Then
    assertThat(line)
        .matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z INFO  Example +branch created branch=\"br-1\"\\R");
  }

  @Test
  void shouldNotLetAValueForgeALine() throws Exception {
    // Given
    String hostile = "x\r\n2026-01-01 ERROR forged\u2028and more";

    // When
    String line = line(Map.of(), event("store " + hostile, "name", hostile));

    // Then
    assertThat(line.lines()).hasSize(1);
    assertThat(line).doesNotContain("\u2028");
  }

  @Test
  void shouldWriteOneJsonObjectALineWhenAsked() throws Exception {
    // When
    String line =
        line(Map.of("TENANTDB_LOG_FORMAT", "json"), event("line\nbreak", "branch", "br-\"1\""));

    // Then
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(line.lines()).hasSize(1);
    assertThat(json.path("formattedMessage").asText()).isEqualTo("line\nbreak");
    assertThat(json.path("kvpList").path(0).path("branch").asText()).isEqualTo("br-\"1\"");
  }

  @Test
  void shouldLogTheOperatorAsAskedAndLibrariesOnlyWhenTheyWarn() throws Exception {
    // When
    LoggerContext context = configured(Map.of("TENANTDB_LOG_LEVEL", "debug"));

    // Then
    assertThat(context.getLogger("io.tenantdb.operator").isDebugEnabled()).isTrue();
    assertThat(context.getLogger("org.flywaydb.core").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("io.fabric8.kubernetes.client").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("org.example").isWarnEnabled()).isTrue();
  }

  private static LoggingEvent event(String message, String key, String value) {
    var event = new LoggingEvent();
    event.setLoggerName("io.tenantdb.Example");
    event.setLevel(Level.INFO);
    event.setMessage(message);
    event.setThreadName("main");
    event.setTimeStamp(0);
    event.setMDCPropertyMap(Map.of());
    event.addKeyValuePair(new KeyValuePair(key, value));
    return event;
  }

  private static String line(Map<String, String> settings, LoggingEvent event)
      throws JoranException {
    Logger root = configured(settings).getLogger(Logger.ROOT_LOGGER_NAME);
    var appender = (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    event.setLoggerContext((LoggerContext) appender.getContext());
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  private static LoggerContext configured(Map<String, String> settings) throws JoranException {
    var context = new LoggerContext();
    settings.forEach(context::putProperty);
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL file = Objects.requireNonNull(LogLinesTest.class.getResource("/logback.xml"));
    configurator.doConfigure(file);
    return context;
  }
}
