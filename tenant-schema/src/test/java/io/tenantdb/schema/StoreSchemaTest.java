package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StoreSchemaTest {

  private static final Path FOLDER = Path.of("src/main/resources/io/tenantdb/schema/store");

  private final StoreSchema schema = new StoreSchema();

  @Test
  void shouldKnowEveryFileOfTheFolder() throws IOException {
    // Given
    List<String> files;
    try (Stream<Path> folder = Files.list(FOLDER)) {
      files = folder.map(file -> file.getFileName().toString()).toList();
    }

    // Then
    assertThat(schema.migrations())
        .extracting(
            one -> "V%s__%s.sql".formatted(one.version(), one.description().replace(' ', '_')))
        .containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void shouldNumberMigrationsWithoutAGap() {
    assertThat(schema.migrations())
        .extracting(one -> one.version().number())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, schema.newest().number()).boxed().toList());
  }

  @Test
  void shouldNotDependOnLineEnds() {
    // When
    int unix = Migration.checksumOf(new StringReader("a\nb\n"));
    int windows = Migration.checksumOf(new StringReader("a\r\nb"));

    // Then
    assertThat(windows).isEqualTo(unix);
  }
}
