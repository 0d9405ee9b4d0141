package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** JSON documents in files that are there whole or not at all, readable by their owner only. */
final class Documents implements Archive {

  private static final String SUFFIX = ".json";

  private final JsonMapper json;

  Documents(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void write(Path file, Object document) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(temporary, json.writeValueAsBytes(document));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  <T> T read(Path file, Class<T> type) {
    try {
      return json.readValue(Files.readAllBytes(file), type);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is not a " + type.getSimpleName() + " document", e);
    }
  }

  <T> Optional<T> find(Path file, Class<T> type) {
    return Files.exists(file) ? Optional.of(read(file, type)) : Optional.empty();
  }

  @Override
  public <T> List<T> readAll(Path folder, Class<T> type) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .map(file -> read(file, type))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  @Override
  public void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
