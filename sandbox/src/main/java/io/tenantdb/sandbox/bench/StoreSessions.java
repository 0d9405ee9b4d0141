package io.tenantdb.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The most connections that were open at once to some ports of this machine, looked at fifty times
 * a second. Nobody else may use these ports.
 */
final class StoreSessions implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final String ESTABLISHED = "01";
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int REMOTE = 2;
  private static final int STATE = 3;

  private final Set<Integer> ports;
  private final Thread sampler;
  private volatile long most;
  private volatile boolean closed;

  private StoreSessions(Set<Integer> ports) {
    this.ports = Set.copyOf(ports);
    this.sampler = Thread.ofPlatform().daemon().name("sessions").start(this::sample);
  }

  static StoreSessions to(Set<Integer> ports) {
    return new StoreSessions(ports);
  }

  long mostAtOnce() {
    return most;
  }

  @Override
  public void close() {
    closed = true;
    sampler.interrupt();
  }

  /** How many lines of /proc/net/tcp are established connections from here to one of the ports. */
  static long count(Stream<String> lines, Set<Integer> ports) {
    return lines.filter(line -> isTo(line.strip().split("\\s+", STATE + 2), ports)).count();
  }

  private static boolean isTo(String[] fields, Set<Integer> ports) {
    return fields.length > STATE
        && fields[STATE].equals(ESTABLISHED)
        && ports.contains(port(fields[REMOTE]));
  }

  private static int port(String address) {
    String hex = address.substring(address.indexOf(':') + 1).toUpperCase(Locale.ROOT);
    return Integer.parseInt(hex, 16);
  }

  private void sample() {
    while (!closed) {
      most = Math.max(most, now());
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private long now() {
    long sum = 0;
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        sum += count(lines, ports);
      } catch (IOException e) {
        throw new UncheckedIOException(table + " cannot be read.", e);
      }
    }
    return sum;
  }
}
