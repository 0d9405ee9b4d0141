package io.tenantdb.neonlocal.storage;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one folder at rest, by name. Written as text, one entry a line, so equal folders
 * have equal bytes.
 */
record Tree(SortedMap<String, Entry> entries) {

  enum Kind {
    FILE,
    FOLDER
  }

  /**
   * A file or folder.
   *
   * @param mode permissions as PosixFilePermissions writes them
   * @param size bytes of the file, or of all files below the folder
   */
  record Entry(Kind kind, String name, String mode, long size, String hash) {

    private String line() {
      return "%s %s %d %s %s\n".formatted(kind == Kind.FILE ? "f" : "d", mode, size, hash, name);
    }

    private static Entry parse(String line) {
      String[] parts = line.split(" ", 5);
      return new Entry(
          parts[0].equals("f") ? Kind.FILE : Kind.FOLDER,
          parts[4],
          parts[1],
          Long.parseLong(parts[2]),
          parts[3]);
    }
  }

  static Tree of(Collection<Entry> entries) {
    return new Tree(
        entries.stream()
            .collect(
                Collectors.toMap(
                    Entry::name, entry -> entry, (first, again) -> again, TreeMap::new)));
  }

  static Tree parse(byte[] text) {
    return of(new String(text, StandardCharsets.UTF_8).lines().map(Entry::parse).toList());
  }

  byte[] bytes() {
    return entries.values().stream()
        .map(Entry::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Nullable Entry get(String name) {
    return entries.get(name);
  }

  Tree with(Entry entry) {
    Map<String, Entry> changed = new TreeMap<>(entries);
    changed.put(entry.name(), entry);
    return of(changed.values());
  }

  long size() {
    return entries.values().stream().mapToLong(Entry::size).sum();
  }
}
