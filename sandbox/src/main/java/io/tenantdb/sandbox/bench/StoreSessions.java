package io.tenantdb.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The most connections that were open at once to some servers of this machine, and whether there
 * were any at all. Looked at once a second, since a look costs the kernel some milliseconds; what
 * came and went between two looks is still seen as lately closed.
 */
final class StoreSessions implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final String ESTABLISHED = "01";
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int REMOTE = 2;
  private static final int STATE = 3;

  private final Set<Server> servers;
  private volatile long most;
  private volatile boolean sawAny;
  private volatile boolean closed;

  private StoreSessions(Set<Server> servers) {
    this.servers = Set.copyOf(servers);
    Thread.ofPlatform().daemon().name("sessions").start(this::sample);
  }

  static StoreSessions to(Set<Server> servers) {
    return new StoreSessions(servers);
  }

  /**
   * Where servers listen. A port alone is not enough: others may connect from one of that number.
   *
   * @param firstOctets how their addresses begin, for example {@code 127.74}
   */
  record Server(String firstOctets, int port) {

    /**
     * How the kernel writes it: the address as a number of the machine, so the last octet first.
     */
    private String asKernelEndsIt() {
      StringBuilder address = new StringBuilder();
      for (String octet : firstOctets.split("\\.", -1)) {
        address.insert(0, "%02X".formatted(Integer.parseInt(octet)));
      }
      return "%s:%04X ".formatted(address, port);
    }
  }

  long mostAtOnce() {
    return most;
  }

  /** Whether anybody connected since {@link #to}, or up to a minute before. */
  boolean sawAny() {
    return sawAny;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Connections from here to the ports, of which some may be closed already. */
  record Look(long open, long all) {

    /** Reads lines of /proc/net/tcp, of which there may be many; see proc(5). */
    static Look at(Stream<String> lines, Set<Server> servers) {
      List<String> ends = servers.stream().map(Server::asKernelEndsIt).toList();
      List<String> states =
          lines
              .filter(line -> ends.stream().anyMatch(line::contains))
              .map(line -> line.strip().split("\\s+", STATE + 2))
              .filter(fields -> ends.stream().anyMatch((fields[REMOTE] + " ")::endsWith))
              .map(fields -> fields[STATE])
              .toList();
      return new Look(states.stream().filter(ESTABLISHED::equals).count(), states.size());
    }
  }

  private void sample() {
    while (!closed) {
      Look look = now();
      most = Math.max(most, look.open());
      sawAny |= look.all() > 0;
      Interruptions.pause(INTERVAL);
    }
  }

  private Look now() {
    long open = 0;
    long all = 0;
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        Look look = Look.at(lines, servers);
        open += look.open();
        all += look.all();
      } catch (IOException e) {
        throw new UncheckedIOException(table + " cannot be read.", e);
      }
    }
    return new Look(open, all);
  }
}
