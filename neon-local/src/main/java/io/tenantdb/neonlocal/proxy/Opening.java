package io.tenantdb.neonlocal.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** How a client begins a connection. */
final class Opening {

  enum Kind {
    TLS_REQUEST,
    GSS_REQUEST,
    CANCEL,
    DIRECT_TLS,
    PLAIN_STARTUP
  }

  private static final int TLS_REQUEST_CODE = 80877103;
  private static final int GSS_REQUEST_CODE = 80877104;
  private static final int CANCEL_CODE = 80877102;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int HEAD = 8;
  private static final int TLS_HEADER = 5;
  private static final int MOST = 20_000;

  private final Kind kind;
  private final byte[] bytes;

  private Opening(Kind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** What the client wants. */
  Kind kind() {
    return kind;
  }

  /** What was read to know that, to be passed on. */
  byte[] bytes() {
    return bytes;
  }

  /** Reads the opening; a direct TLS connection is read up to the end of its first record. */
  static Opening read(DataInputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      throw new EOFException("the client said nothing");
    }
    if (head[0] == TLS_HANDSHAKE) {
      return new Opening(Kind.DIRECT_TLS, record(in, head));
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    int length = fields.getInt();
    return switch (fields.getInt()) {
      case TLS_REQUEST_CODE -> new Opening(Kind.TLS_REQUEST, head);
      case GSS_REQUEST_CODE -> new Opening(Kind.GSS_REQUEST, head);
      case CANCEL_CODE -> new Opening(Kind.CANCEL, rest(in, head, length));
      default -> new Opening(Kind.PLAIN_STARTUP, head);
    };
  }

  /** Reads one TLS record, the client's hello. */
  static byte[] readHello(DataInputStream in) throws IOException {
    byte[] header = in.readNBytes(TLS_HEADER);
    if (header.length < TLS_HEADER || header[0] != TLS_HANDSHAKE) {
      throw new EOFException("the client did not begin TLS");
    }
    return record(in, header);
  }

  private static byte[] record(DataInputStream in, byte[] begun) throws IOException {
    int length = TLS_HEADER + Short.toUnsignedInt(ByteBuffer.wrap(begun).getShort(3));
    return rest(in, begun, length);
  }

  private static byte[] rest(DataInputStream in, byte[] begun, int length) throws IOException {
    if (length < begun.length || length > MOST) {
      throw new IOException("not a PostgreSQL client");
    }
    byte[] whole = Arrays.copyOf(begun, length);
    in.readFully(whole, begun.length, length - begun.length);
    return whole;
  }
}
