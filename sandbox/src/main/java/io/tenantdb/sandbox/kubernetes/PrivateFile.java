package io.tenantdb.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files that hold keys and tokens: only their owner may read them, from the first moment on. */
final class PrivateFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /** Replaces the file in one step. */
  static Path write(Path path, String content) {
    try {
      Path whole = Files.createTempFile(path.toAbsolutePath().getParent(), ".new", "", OWNER_ONLY);
      Files.writeString(whole, content);
      return Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written.", e);
    }
  }

  /** The content of the file, which is first made when it is absent. */
  static String readOrWrite(Path path, Supplier<String> content) {
    if (!Files.exists(path)) {
      write(path, content.get());
    }
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read.", e);
    }
  }
}
