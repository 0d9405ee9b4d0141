package io.tenantdb.neonlocal.proxy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The first message of TLS (RFC 8446, section 4.1.2), as far as the server's name in it (RFC 6066,
 * section 3).
 */
final class ClientHello {

  private static final int SERVER_NAME = 0;
  private static final int BEFORE_SESSION_ID = 5 + 4 + 2 + 32;

  private ClientHello() {}

  /** The name of the server the client wants, in lower case. */
  static Optional<String> serverName(byte[] record) {
    try {
      return find(ByteBuffer.wrap(record));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> find(ByteBuffer hello) {
    hello.position(BEFORE_SESSION_ID);
    skip(hello, Byte.toUnsignedInt(hello.get()));
    skip(hello, Short.toUnsignedInt(hello.getShort()));
    skip(hello, Byte.toUnsignedInt(hello.get()));
    int end = Short.toUnsignedInt(hello.getShort()) + hello.position();
    while (hello.position() < end) {
      int type = Short.toUnsignedInt(hello.getShort());
      int length = Short.toUnsignedInt(hello.getShort());
      if (type == SERVER_NAME) {
        return Optional.of(name(hello));
      }
      skip(hello, length);
    }
    return Optional.empty();
  }

  /** A list length, the type of the only kind of name there is, and the name. */
  private static String name(ByteBuffer extension) {
    skip(extension, 3);
    byte[] name = new byte[Short.toUnsignedInt(extension.getShort())];
    extension.get(name);
    return new String(name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
  }

  private static void skip(ByteBuffer buffer, int bytes) {
    buffer.position(buffer.position() + bytes);
  }
}
