package io.tenantdb.operator.config;

import java.util.List;

/** The settings do not make sense; the message lists every problem, one a line. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> problems) {
    super("The operator's settings are not valid:\n  - " + String.join("\n  - ", problems));
  }
}
