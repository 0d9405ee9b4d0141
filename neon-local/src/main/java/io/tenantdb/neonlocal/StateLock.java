package io.tenantdb.neonlocal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a state folder for one neon-local; the system lets go of it when the process dies. */
final class StateLock implements AutoCloseable {

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  static StateLock take(Path stateFolder) throws IOException {
    Files.createDirectories(stateFolder);
    Files.setPosixFilePermissions(stateFolder, PosixFilePermissions.fromString("rwx------"));
    FileChannel channel =
        FileChannel.open(
            stateFolder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new StateLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // The same process has it: told below like any other.
    }
    channel.close();
    throw new IllegalStateException(
        "the state folder " + stateFolder + " is used by another neon-local; stop it first");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
