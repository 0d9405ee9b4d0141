package io.tenantdb.neonlocal.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client's first message: what it wants, as whom, and with which settings. */
final class Startup {

  private static final int CANCEL = 80877102;
  private static final int MAJOR_VERSION = 3;
  private static final int MOST = 10_000;
  private static final int HEAD = 8;

  private final int code;
  private final Map<String, String> parameters;
  private final byte[] bytes;

  private Startup(int code, Map<String, String> parameters, byte[] bytes) {
    this.code = code;
    this.parameters = parameters;
    this.bytes = bytes;
  }

  static Startup read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < HEAD || length > MOST) {
      throw new IOException("not a PostgreSQL client");
    }
    int code = in.readInt();
    byte[] rest = in.readNBytes(length - HEAD);
    byte[] bytes = ByteBuffer.allocate(length).putInt(length).putInt(code).put(rest).array();
    return new Startup(code, code >>> 16 == MAJOR_VERSION ? parameters(rest) : Map.of(), bytes);
  }

  /** Names and values, each ended by a zero, and one more zero. */
  private static Map<String, String> parameters(byte[] bytes) {
    List<String> texts = List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i + 1 < texts.size() && !texts.get(i).isEmpty(); i += 2) {
      parameters.put(texts.get(i), texts.get(i + 1));
    }
    return parameters;
  }

  /** The whole message as it came. */
  byte[] bytes() {
    return bytes;
  }

  boolean isCancel() {
    return code == CANCEL;
  }

  String user() {
    return parameters.getOrDefault("user", "");
  }

  /** The same message with one more setting, which wins over the client's. */
  byte[] with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put(name, value);
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    all.forEach(
        (key, text) -> {
          texts.writeBytes(key.getBytes(StandardCharsets.UTF_8));
          texts.write(0);
          texts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
          texts.write(0);
        });
    texts.write(0);
    int length = HEAD + texts.size();
    return ByteBuffer.allocate(length).putInt(length).putInt(code).put(texts.toByteArray()).array();
  }
}
