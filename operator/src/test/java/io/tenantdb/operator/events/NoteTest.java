package io.tenantdb.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {

  @Test
  void shouldLeaveWhatFits() {
    // Given
    String text = "x".repeat(1024);

    // When
    String note = Note.cut(text);

    // Then
    assertThat(note).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "€", "🛍"})
  void shouldCutBetweenCharactersSoThatTheApiServerTakesIt(String character) {
    // Given
    String text = character.repeat(1025);

    // When
    String note = Note.cut(text);

    // Then
    assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1020, 1024);
    assertThat(note).startsWith(character).endsWith(character + "…");
  }
}
