package io.tenantdb.neonlocal.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Files kept once by their SHA-256, compressed, in one folder. Safe for use by many threads: a blob
 * appears whole or not at all, and never changes.
 */
final class Blobs {

  private static final int BUFFER = 16 * 1024;

  /** What became of a file that was put in. */
  record Stored(String hash, long size) {}

  private final Path folder;

  Blobs(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Stored put(InputStream content) throws IOException {
    Path temporary = folder.resolve("put-" + UUID.randomUUID());
    MessageDigest digest = sha256();
    long size;
    try (OutputStream file = Files.newOutputStream(temporary);
        OutputStream packed = new FastGzip(file);
        OutputStream hashed = new DigestOutputStream(packed, digest)) {
      size = content.transferTo(hashed);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    keep(temporary, pathOf(hash));
    return new Stored(hash, size);
  }

  /** An existing blob is made young again, so that a sweep that started earlier leaves it. */
  private static void keep(Path temporary, Path blob) throws IOException {
    if (Files.exists(blob)) {
      Files.delete(temporary);
      Files.setLastModifiedTime(blob, FileTime.from(Instant.now()));
    } else {
      Files.createDirectories(blob.getParent());
      Files.move(temporary, blob, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  InputStream open(String hash) throws IOException {
    return new GZIPInputStream(Files.newInputStream(pathOf(hash)), BUFFER);
  }

  boolean contains(String hash) {
    return Files.exists(pathOf(hash));
  }

  /**
   * Deletes what is not in {@code live} and was last put before {@code before}; returns how many.
   */
  int sweep(Set<String> live, Instant before) throws IOException {
    int swept = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!live.contains(file.getFileName().toString()) && isOlder(file, before)) {
          Files.deleteIfExists(file);
          swept++;
        }
      }
    }
    return swept;
  }

  private static boolean isOlder(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path pathOf(String hash) {
    return folder.resolve(hash.substring(0, 2)).resolve(hash);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Speed matters more than the last percent: a branch is suspended while somebody waits. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
