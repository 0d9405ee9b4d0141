package io.tenantdb.neonlocal.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a client for proof that it knows the password, in PostgreSQL's messages. */
final class Login {

  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;
  private static final int MOST = 10_000;

  private final DataInputStream in;
  private final DataOutputStream out;

  Login(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Whether the client has proved it. */
  boolean prove(ScramExchange exchange) throws IOException {
    send(SASL, ScramExchange.BOUND + '\0' + ScramExchange.UNBOUND + "\0\0");
    ByteBuffer initial = ByteBuffer.wrap(read());
    String mechanism = name(initial);
    byte[] first = new byte[Math.clamp(initial.getInt(), 0, initial.remaining())];
    initial.get(first);
    Optional<String> challenge = exchange.first(mechanism, text(first));
    if (challenge.isEmpty()) {
      return false;
    }
    send(SASL_CONTINUE, challenge.get());
    Optional<String> signature = exchange.last(text(read()));
    if (signature.isPresent()) {
      send(SASL_FINAL, signature.get());
    }
    return signature.isPresent();
  }

  private static String name(ByteBuffer buffer) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (byte next = buffer.get(); next != 0; next = buffer.get()) {
      name.write(next);
    }
    return text(name.toByteArray());
  }

  private byte[] read() throws IOException {
    int type = in.read();
    int length = type == 'p' ? in.readInt() : 0;
    if (length < Integer.BYTES || length > MOST) {
      throw new IOException("the client does not answer with a password message");
    }
    return in.readNBytes(length - Integer.BYTES);
  }

  private void send(int kind, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte('R');
    out.writeInt(2 * Integer.BYTES + bytes.length);
    out.writeInt(kind);
    out.write(bytes);
    out.flush();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
