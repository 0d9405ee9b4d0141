package io.tenantdb.neonlocal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neonlocal.model.Json;
import io.tenantdb.neonlocal.model.Operation;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Operation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperationLogTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir private Path folder;

  private static Operation operation(String id) {
    return new Operation(
        id, "p", "br", null, Action.CREATE_BRANCH, Status.RUNNING, null, NOW, NOW, 0);
  }

  @Test
  void shouldRememberTheLastStateOfEachOperationInTheirOrder() {
    // Given
    OperationLog log = new OperationLog(folder.resolve("log"), Json.mapper());
    log.append(List.of(operation("1"), operation("2")));
    log.append(List.of(operation("1").to(Status.FINISHED, null, NOW.plusMillis(250))));

    // When
    List<Operation> found = log.load(10);

    // Then
    assertThat(found).extracting(Operation::id).containsExactly("1", "2");
    assertThat(found)
        .extracting(Operation::status)
        .containsExactly(Status.FINISHED, Status.RUNNING);
    assertThat(found.getFirst().totalDurationMs()).isEqualTo(250);
  }

  @Test
  void shouldPassOverALineThatWasCutOff() throws IOException {
    // Given
    Path file = folder.resolve("log");
    OperationLog log = new OperationLog(file, Json.mapper());
    log.append(List.of(operation("1")));
    Files.writeString(file, "{\"id\":\"2\",\"proj", StandardOpenOption.APPEND);

    // When
    List<Operation> found = log.load(10);

    // Then
    assertThat(found).extracting(Operation::id).containsExactly("1");
    assertThat(file).content().endsWith("}\n");
  }

  @Test
  void shouldKeepTheNewestOnly() {
    // Given
    OperationLog log = new OperationLog(folder.resolve("log"), Json.mapper());
    log.append(List.of(operation("1"), operation("2"), operation("3")));

    // When
    List<Operation> found = log.load(2);

    // Then
    assertThat(found).extracting(Operation::id).containsExactly("2", "3");
  }
}
