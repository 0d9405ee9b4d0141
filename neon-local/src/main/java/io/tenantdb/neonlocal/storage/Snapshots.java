package io.tenantdb.neonlocal.storage;

import io.tenantdb.neonlocal.storage.Blobs.Stored;
import io.tenantdb.neonlocal.storage.Tree.Entry;
import io.tenantdb.neonlocal.storage.Tree.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folders at rest. A snapshot is the hash of a tree; equal files and equal folders of any two
 * snapshots are stored once, so a branch that did not change costs nothing. Safe for use by many
 * threads.
 */
public final class Snapshots {

  private final Blobs blobs;

  /** Keeps its files below {@code folder}, which is made if it is missing. */
  public Snapshots(Path folder) throws IOException {
    this.blobs = new Blobs(folder);
  }

  /**
   * Stores a folder.
   *
   * @param from the snapshot the folder was made from: its untouched files are not read again
   * @param kept decides what belongs to the snapshot
   * @return the new snapshot
   */
  public String capture(Path folder, @Nullable String from, Selection kept) throws IOException {
    return new Capture(blobs, kept).folder(folder, from).hash();
  }

  /** Makes the folder a snapshot describes; {@code folder} must not exist. */
  public void materialise(String snapshot, Path folder) throws IOException {
    new Materialisation(blobs).make(snapshot, folder);
  }

  /** The snapshot with one more file in its top folder. */
  public String withFile(String snapshot, String name, byte[] content) throws IOException {
    Stored stored = blobs.put(new ByteArrayInputStream(content));
    Entry file = new Entry(Kind.FILE, name, "rw-------", stored.size(), stored.hash());
    return save(load(blobs, snapshot).with(file));
  }

  /** The snapshot with another snapshot as a folder in its top folder. */
  public String withFolder(String snapshot, String name, String content) throws IOException {
    Entry folder = new Entry(Kind.FOLDER, name, "rwx------", load(blobs, content).size(), content);
    return save(load(blobs, snapshot).with(folder));
  }

  /** Bytes of all files below a folder of the snapshot's top folder. */
  public long sizeOf(String snapshot, String name) throws IOException {
    Entry entry = load(blobs, snapshot).get(name);
    return entry == null ? 0 : entry.size();
  }

  /** Whether the snapshot is in store. */
  public boolean contains(String snapshot) {
    return blobs.contains(snapshot);
  }

  /**
   * Deletes what no snapshot of {@code live} needs and what was last stored before a time.
   *
   * @return how many files were deleted
   */
  public int sweep(Collection<String> live, Instant storedBefore) throws IOException {
    Set<String> reachable = new HashSet<>();
    for (String snapshot : live) {
      mark(snapshot, reachable);
    }
    return blobs.sweep(reachable, storedBefore);
  }

  private void mark(String tree, Set<String> reachable) throws IOException {
    if (!reachable.add(tree)) {
      return;
    }
    for (Entry entry : load(blobs, tree).entries().values()) {
      if (entry.kind() == Kind.FOLDER) {
        mark(entry.hash(), reachable);
      } else {
        reachable.add(entry.hash());
      }
    }
  }

  private String save(Tree tree) throws IOException {
    return blobs.put(new ByteArrayInputStream(tree.bytes())).hash();
  }

  static Tree load(Blobs blobs, String hash) throws IOException {
    try (InputStream in = blobs.open(hash)) {
      return Tree.parse(in.readAllBytes());
    }
  }
}
