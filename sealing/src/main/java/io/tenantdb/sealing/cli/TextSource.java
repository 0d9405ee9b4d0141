package io.tenantdb.sealing.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads from a file or, if none is named, from standard input. */
record TextSource(InputStream stdin) {

  byte[] bytes(@Nullable Path file) {
    try {
      return file == null ? stdin.readAllBytes() : Files.readAllBytes(file);
    } catch (IOException e) {
      String what = file == null ? "standard input" : file.toString();
      throw new UncheckedIOException("can't read %s: %s".formatted(what, reason(e)), e);
    }
  }

  /** The text without the white space around it, which shells and editors add. */
  String text(@Nullable Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8).strip();
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
