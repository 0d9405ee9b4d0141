package io.tenantdb.neonlocal.storage;

import io.tenantdb.neonlocal.storage.Tree.Entry;
import io.tenantdb.neonlocal.storage.Tree.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes a folder from a snapshot, its files on all processors. */
final class Materialisation {

  /**
   * Time of every file that was not written since: PostgreSQL's own writes always carry a later
   * one.
   */
  static final FileTime UNTOUCHED = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private static final int MOST_AT_ONCE = 1024 * 1024;

  private record Target(Entry entry, Path path) {}

  private final Blobs blobs;
  private final List<Target> files = new ArrayList<>();

  Materialisation(Blobs blobs) {
    this.blobs = blobs;
  }

  void make(String snapshot, Path folder) throws IOException {
    folders(snapshot, folder, "rwx------");
    try {
      files.parallelStream().forEach(this::file);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot write below " + folder + ": " + e.getMessage(), e);
    }
  }

  private void folders(String tree, Path folder, String mode) throws IOException {
    Files.createDirectory(folder, permissions(mode));
    for (Entry entry : Snapshots.load(blobs, tree).entries().values()) {
      Path path = folder.resolve(entry.name());
      if (entry.kind() == Kind.FOLDER) {
        folders(entry.hash(), path, entry.mode());
      } else {
        files.add(new Target(entry, path));
      }
    }
  }

  /** As few system calls as can be: there are a thousand files in a branch. */
  private void file(Target target) {
    Entry entry = target.entry();
    byte[] buffer = new byte[(int) Math.min(entry.size(), MOST_AT_ONCE)];
    try (InputStream content = blobs.open(entry.hash());
        FileChannel file =
            FileChannel.open(
                target.path(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions(entry.mode()))) {
      for (long left = entry.size(); left > 0; left -= buffer.length) {
        int read = content.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        file.write(ByteBuffer.wrap(buffer, 0, read));
      }
      Files.setLastModifiedTime(target.path(), UNTOUCHED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
