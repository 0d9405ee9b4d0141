package io.tenantdb.neonlocal.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The data folder of a server, seen from outside.
 *
 * @param path the folder
 */
public record ServerFolder(Path path) {

  private static final int CHECKPOINT_OFFSET = 32;
  private static final int TIMELINE_OFFSET = 48;
  private static final int STATE_OFFSET = 16;
  private static final int STATE_SHUT_DOWN = 1;
  private static final long SEGMENT_BYTES = 1024 * 1024;

  /** Whether there is a complete data folder. */
  public boolean exists() {
    return Files.isDirectory(path);
  }

  /** Whether its last server ended in order, so that the files alone are the whole truth. */
  public boolean isCleanlyShutDown() throws IOException {
    return control().getInt(STATE_OFFSET) == STATE_SHUT_DOWN;
  }

  /** Name of the WAL segment with the last checkpoint: the only one needed after a shutdown. */
  public String neededSegment() throws IOException {
    ByteBuffer control = control();
    return segment(control.getInt(TIMELINE_OFFSET), control.getLong(CHECKPOINT_OFFSET));
  }

  /** File name of the WAL segment that holds a position. */
  static String segment(int timeline, long position) {
    long high = position >>> 32;
    long low = (position & 0xFFFFFFFFL) / SEGMENT_BYTES;
    return "%08X%08X%08X".formatted(timeline, high, low);
  }

  /**
   * pg_control begins with the same fields since PostgreSQL 9.3 (src/include/catalog/pg_control.h).
   */
  private ByteBuffer control() throws IOException {
    byte[] bytes = Files.readAllBytes(path.resolve("global/pg_control"));
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** The server that runs in it, if one does. */
  public Optional<ProcessHandle> runningServer() throws IOException {
    try {
      List<String> lines = Files.readAllLines(path.resolve("postmaster.pid"));
      return lines.isEmpty() ? Optional.empty() : handle(lines.getFirst());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * A process number may have been given to somebody else since, so its command line must name this
   * folder.
   */
  private Optional<ProcessHandle> handle(String pid) {
    return ProcessHandle.of(Long.parseLong(pid.strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process.pid()).contains(path.toString()));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether the server in it says that it takes connections. */
  boolean saysReady() {
    try {
      List<String> lines = Files.readAllLines(path.resolve("postmaster.pid"));
      return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }
}
