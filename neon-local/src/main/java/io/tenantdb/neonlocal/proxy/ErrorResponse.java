package io.tenantdb.neonlocal.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's message for a connection that ends before it begins. */
final class ErrorResponse {

  /** What Neon's proxy uses for its own refusals. */
  private static final String INTERNAL_ERROR = "XX000";

  private ErrorResponse() {}

  static byte[] fatal(String message) {
    return fatal(INTERNAL_ERROR, message);
  }

  static byte[] fatal(String code, String message) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    field(fields, 'S', "FATAL");
    field(fields, 'V', "FATAL");
    field(fields, 'C', code);
    field(fields, 'M', message);
    fields.write(0);
    return ByteBuffer.allocate(5 + fields.size())
        .put((byte) 'E')
        .putInt(4 + fields.size())
        .put(fields.toByteArray())
        .array();
  }

  private static void field(ByteArrayOutputStream fields, char type, String value) {
    fields.write(type);
    fields.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    fields.write(0);
  }
}
