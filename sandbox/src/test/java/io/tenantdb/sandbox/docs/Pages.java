package io.tenantdb.sandbox.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository that people read or copy. */
final class Pages {
  static final Path TOP = Path.of("..");

  private static final Set<String> NOT_OURS = Set.of("node_modules", "target");

  private Pages() {}

  /** Every page of the repository. */
  static List<Path> all() throws IOException {
    return filesIn(TOP, ".md");
  }

  /** The files below a folder whose name ends so. */
  static List<Path> filesIn(Path folder, String ending) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
            return isOurs(inside) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(ending)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted().toList();
  }

  private static boolean isOurs(Path folder) {
    String name = folder.getFileName().toString();
    return name.equals("..") || !(name.startsWith(".") || NOT_OURS.contains(name));
  }
}
