package io.tenantdb.kubectl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of others, on a terminal. */
final class PrintableTest {

  @ParameterizedTest
  @CsvSource({
    "27, \\u001b",
    "7, \\u0007",
    "155, \\u009b",
    "13, \\u000d",
    "10, \\u000a",
    "8238, \\u202e",
    "8203, \\u200b",
    "65279, \\ufeff",
    "8232, \\u2028",
    "917569, \\U000e0041"
  })
  void shouldShowWhatATerminalWouldObeyOrHide(int point, String shown) {
    assertThat(Printable.line("a" + Character.toString(point) + "b")).isEqualTo("a" + shown + "b");
  }

  @Test
  void shouldShowALoneSurrogate() {
    assertThat(Printable.line("a\ud800b")).isEqualTo("a\\ud800b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Robert'); DROP TABLE products;--", "Größe", "🛍️ 店", "<b>${HOME}</b>"})
  void shouldLeaveWhatPeopleWriteAsItIs(String text) {
    assertThat(Printable.line(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"abcdefgh, 8, abcdefgh", "abcdefgh, 7, abcd...", "店店店店, 7, 店店...", "店店店店, 8, 店店店店"})
  void shouldCutToSoManyColumns(String text, int columns, String shown) {
    assertThat(Printable.line(text, columns)).isEqualTo(shown);
    assertThat(Printable.width(shown)).isLessThanOrEqualTo(columns);
  }

  @Test
  void shouldAlignColumnsOfWideCharacters() {
    // When
    var lines = new Table("STORE", "N").row("店店店", 1).row("a", 2).lines();

    // Then
    assertThat(lines).containsExactly("STORE    N", "店店店   1", "a        2");
  }

  @Test
  void shouldBreakATextAndTellThatThereIsMore() {
    assertThat(Paragraph.of("one two three four five six", 9, 2))
        .containsExactly("one two", "three ...");
    assertThat(Paragraph.of("one\ntwo\u001b[31m", 40, 2)).containsExactly("one two\\u001b[31m");
    assertThat(Paragraph.of("x".repeat(50), 10, 2)).containsExactly("xxxxxxx...");
  }

  @Test
  void shouldWriteJsonThatATerminalDoesNotObey() {
    assertThat(Json.text(Map.of("a", "\u001b\u009b\u202e\u007f店")))
        .contains("\\u001B\\u009B\\u202E\\u007f\\u5E97");
  }
}
