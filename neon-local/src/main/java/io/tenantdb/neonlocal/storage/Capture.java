package io.tenantdb.neonlocal.storage;

import io.tenantdb.neonlocal.storage.Blobs.Stored;
import io.tenantdb.neonlocal.storage.Tree.Entry;
import io.tenantdb.neonlocal.storage.Tree.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores one folder. Files may change or vanish meanwhile: what is stored is what was read. */
final class Capture {

  private static final Tree EMPTY = Tree.of(List.of());

  private final Blobs blobs;
  private final Selection kept;

  Capture(Blobs blobs, Selection kept) {
    this.blobs = blobs;
    this.kept = kept;
  }

  Stored folder(Path folder, @Nullable String from) throws IOException {
    return folder(folder, "", from);
  }

  private Stored folder(Path folder, String path, @Nullable String from) throws IOException {
    Tree before = from == null ? EMPTY : Snapshots.load(blobs, from);
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        Entry entry = child(child, path, before);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    Tree tree = Tree.of(entries);
    byte[] bytes = tree.bytes();
    return new Stored(blobs.put(new ByteArrayInputStream(bytes)).hash(), tree.size());
  }

  private @Nullable Entry child(Path child, String path, Tree before) throws IOException {
    String name = child.getFileName().toString();
    try {
      PosixFileAttributes found =
          Files.readAttributes(child, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!kept.keeps(path, name)) {
        return null;
      }
      Entry known = before.get(name);
      if (found.isDirectory()) {
        String from = known != null && known.kind() == Kind.FOLDER ? known.hash() : null;
        Stored stored = folder(child, path.isEmpty() ? name : path + "/" + name, from);
        return new Entry(
            Kind.FOLDER,
            name,
            PosixFilePermissions.toString(found.permissions()),
            stored.size(),
            stored.hash());
      }
      return known != null && isUntouched(known, found) ? known : file(child, name, found);
    } catch (NoSuchFileException vanished) {
      return null;
    }
  }

  private Entry file(Path file, String name, PosixFileAttributes found) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      Stored stored = blobs.put(content);
      return new Entry(
          Kind.FILE,
          name,
          PosixFilePermissions.toString(found.permissions()),
          stored.size(),
          stored.hash());
    }
  }

  private static boolean isUntouched(Entry known, PosixFileAttributes found) {
    return known.kind() == Kind.FILE
        && known.size() == found.size()
        && found.lastModifiedTime().equals(Materialisation.UNTOUCHED);
  }
}
