package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations in a file, one line for each change of each; the last line of an operation counts. */
final class OperationLog {

  private final @Nullable Path file;
  private final JsonMapper json;

  /** Without a file it remembers nothing. */
  OperationLog(@Nullable Path file, JsonMapper json) {
    this.file = file;
    this.json = json;
  }

  /**
   * What the file remembers, at most the newest {@code most}, oldest first; the file is rewritten
   * to just that.
   */
  List<Operation> load(int most) {
    if (file == null || !Files.exists(file)) {
      return List.of();
    }
    try {
      Map<String, Operation> byId = new LinkedHashMap<>();
      Files.readAllLines(file).forEach(line -> read(line, byId));
      List<Operation> all = List.copyOf(byId.values());
      List<Operation> kept = all.subList(Math.max(0, all.size() - most), all.size());
      rewrite(file, kept);
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** A line that was cut off when the process was killed tells nothing that anyone was told. */
  private void read(String line, Map<String, Operation> byId) {
    try {
      Operation operation = json.readValue(line, Operation.class);
      byId.put(operation.id(), operation);
    } catch (JsonProcessingException e) {
      return;
    }
  }

  private void rewrite(Path target, List<Operation> operations) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Files.writeString(temporary, lines(operations));
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  void append(Collection<Operation> operations) {
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          lines(operations),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private String lines(Collection<Operation> operations) {
    return operations.stream().map(this::line).collect(Collectors.joining());
  }

  private String line(Operation operation) {
    try {
      return json.writeValueAsString(operation) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("operations are plain records", e);
    }
  }
}
