package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs out of one folder. The kernel frees the lock when this JVM ends, however it ends,
 * so who gets it knows that pid files found there are leftovers.
 */
record FolderLock(FileChannel channel) implements AutoCloseable {

  static FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new ProcessFailedException(
          "The folder %s is in use by another run; stop that one or choose another folder."
              .formatted(folder));
    }
    return new FolderLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Held by this JVM.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
