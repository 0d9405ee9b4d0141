package io.tenantdb.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of this package on the class path. */
final class Resources {

  private Resources() {}

  static InputStream open(String name) {
    InputStream file = Resources.class.getResourceAsStream(name);
    if (file == null) {
      throw new IllegalStateException("the jar of tenant-schema lacks " + name);
    }
    return file;
  }

  static String text(String name) {
    try (InputStream file = open(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + name, e);
    }
  }
}
