package io.tenantdb.neonlocal.storage;

import io.tenantdb.neonlocal.storage.Tree.Entry;
import io.tenantdb.neonlocal.storage.Tree.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private void file(Target target) {
    try {
      Files.createFile(target.path(), permissions(target.entry().mode()));
      try (InputStream content = blobs.open(target.entry().hash());
          OutputStream file = Files.newOutputStream(target.path())) {
        content.transferTo(file);
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
