package io.tenantdb.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GeneratedTest {
  private static final String COMMAND =
      "./mvnw -pl crds test -Dtest=GeneratedTest -Dcrds.update=true";

  @ParameterizedTest
  @MethodSource("io.tenantdb.api.Generated#files")
  void shouldBeCommittedAsTheJavaTypesHaveIt(Generated file) throws IOException {
    // Given
    if (Boolean.getBoolean("crds.update")) {
      Files.createDirectories(file.path().toAbsolutePath().getParent());
      Files.writeString(file.path(), file.text());
    }

    // When
    String committed = Files.exists(file.path()) ? Files.readString(file.path()) : "";

    // Then
    assertThat(committed)
        .as("crds/%s is stale or missing; write it anew with: %s", file.path(), COMMAND)
        .isEqualTo(file.text());
  }
}
