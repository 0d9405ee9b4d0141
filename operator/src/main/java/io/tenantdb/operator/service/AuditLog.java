package io.tenantdb.operator.service;

import io.tenantdb.operator.logging.LogKeys;
import io.tenantdb.operator.service.Callers.Caller;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each store that was asked for, and by whom; never what they got. */
final class AuditLog {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final String CALLER = "caller";
  private static final String STATUS = "status";

  private AuditLog() {}

  /** Carries the request out and writes how it ended. */
  static Reply around(Caller caller, String operation, UUID organization, Supplier<Reply> request) {
    try {
      Reply reply = request.get();
      write(caller, operation, organization, reply.status());
      return reply;
    } catch (Problem e) {
      write(caller, operation, organization, e.status());
      throw e;
    }
  }

  private static void write(Caller caller, String operation, UUID organization, int status) {
    log.atInfo()
        .addKeyValue(CALLER, caller.name())
        .addKeyValue(LogKeys.ORGANIZATION, organization)
        .addKeyValue(STATUS, status)
        .log(operation);
  }
}
