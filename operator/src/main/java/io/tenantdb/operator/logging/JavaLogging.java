package io.tenantdb.operator.logging;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** What libraries write to {@code java.util.logging}. */
public final class JavaLogging {
  private JavaLogging() {}

  /** Sends it to the operator's own log from now on; called once, before anything logs. */
  public static void redirect() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
