package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP addresses a process of this machine accepts connections on, as Linux's /proc tells. */
public final class ListeningAddresses {
  private static final String LISTEN = "0A";

  private ListeningAddresses() {}

  /** In /proc's notation: 127.0.0.1 is {@code 0100007F}. */
  public static List<String> of(long pid) throws IOException {
    Set<String> inodes = socketInodes(pid);
    return Stream.concat(
            Files.readAllLines(Path.of("/proc/net/tcp")).stream(),
            Files.readAllLines(Path.of("/proc/net/tcp6")).stream())
        .map(line -> List.of(line.strip().split("\\s+")))
        .filter(columns -> columns.get(3).equals(LISTEN) && inodes.contains(columns.get(9)))
        .map(columns -> columns.get(1).replaceFirst(":.*", ""))
        .toList();
  }

  private static Set<String> socketInodes(long pid) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors
          .map(ListeningAddresses::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // Closed since it was listed.
    }
  }
}
