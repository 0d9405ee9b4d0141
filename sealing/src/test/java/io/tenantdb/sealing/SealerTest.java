package io.tenantdb.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SealerTest {

  private static final UUID STORE = UUID.fromString("6f1c2b8e-3d47-4a55-9c1e-0b7d52a9e401");
  private static final UUID OTHER_STORE = UUID.fromString("c0ffee00-1234-4321-abcd-000000000002");
  private static final String PLAIN =
      "postgresql://store_app_1:s3cr3t@ep-x.neon.tech/neondb?sslmode=require";

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private final Keyring keyring = Keyring.generate(clock);
  private final Sealer sealer = new Sealer(keyring);

  @Test
  void shouldOpenWhatItSealed() {
    // When
    SealedString sealed = sealer.seal(PLAIN, STORE);

    // Then
    assertThat(sealer.open(sealed.jwe(), STORE)).isEqualTo(PLAIN);
  }

  @Test
  void shouldNameKeyAndOrganizationInTheHeader() {
    // When
    SealedString sealed = sealer.seal(PLAIN, STORE);

    // Then
    assertThat(sealed.header()).isEqualTo(new SealedHeader(keyring.sealingKeyId(), STORE));
  }

  @Test
  void shouldGiveAnotherTextEachTime() {
    // When
    String first = sealer.seal(PLAIN, STORE).jwe();
    String second = sealer.seal(PLAIN, STORE).jwe();

    // Then
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void shouldSealWithTheNewestKeyAndOpenWithAnyWhenKeysRotate() {
    // Given
    String before = sealer.seal(PLAIN, STORE).jwe();
    Keyring grown = keyring.withNewKey(clock);
    Sealer rotated = new Sealer(grown);

    // When
    SealedString after = rotated.seal(PLAIN, STORE);

    // Then
    assertThat(after.header().keyId())
        .isEqualTo(grown.sealingKeyId())
        .isNotEqualTo(keyring.sealingKeyId());
    assertThat(rotated.open(before, STORE)).isEqualTo(PLAIN);
    assertThat(rotated.open(after.jwe(), STORE)).isEqualTo(PLAIN);
  }

  @Test
  void shouldRefuseAnotherOrganization() {
    // Given
    String sealed = sealer.seal(PLAIN, STORE).jwe();

    // Then
    assertThatThrownBy(() -> sealer.open(sealed, OTHER_STORE))
        .isInstanceOf(SealedStringException.WrongOrganization.class)
        .hasMessageContainingAll(STORE.toString(), OTHER_STORE.toString());
  }

  @Test
  void shouldNameTheMissingKeyWhenTheKeyringIsAnother() {
    // Given
    String sealed = sealer.seal(PLAIN, STORE).jwe();
    Sealer stranger = new Sealer(Keyring.generate(clock));

    // Then
    assertThatThrownBy(() -> stranger.open(sealed, STORE))
        .isInstanceOf(SealedStringException.UnknownKey.class)
        .hasMessageContaining(keyring.sealingKeyId());
  }

  @Test
  void shouldRefuseWhenAnyCharacterIsChanged() {
    // Given
    String sealed = sealer.seal(PLAIN, STORE).jwe();

    // Then
    assertThat(IntStream.range(0, sealed.length()).filter(i -> opens(changeAt(sealed, i))))
        .isEmpty();
  }

  @Test
  void shouldRefuseWhenAnyCharacterIsMissing() {
    // Given
    String sealed = sealer.seal(PLAIN, STORE).jwe();

    // Then
    assertThat(
            IntStream.range(0, sealed.length())
                .filter(i -> opens(sealed.substring(0, i) + sealed.substring(i + 1))))
        .isEmpty();
  }

  @Test
  void shouldTellWhetherItOpensToAString() {
    // Given
    String sealed = sealer.seal(PLAIN, STORE).jwe();

    // Then
    assertThat(sealer.opensTo(sealed, PLAIN, STORE)).isTrue();
    assertThat(sealer.opensTo(sealed, PLAIN + "x", STORE)).isFalse();
    assertThat(sealer.opensTo(sealed, PLAIN, OTHER_STORE)).isFalse();
    assertThat(sealer.opensTo("not sealed", PLAIN, STORE)).isFalse();
  }

  @Test
  void shouldSealHostileText() {
    // Given
    String hostile = "'; DROP TABLE x; --\u0000\n🧀".repeat(1000);

    // When
    String sealed = sealer.seal(hostile, STORE).jwe();

    // Then
    assertThat(sealer.open(sealed, STORE)).isEqualTo(hostile);
  }

  @Test
  void shouldRefuseToSealNothing() {
    assertThatThrownBy(() -> sealer.seal("", STORE)).isInstanceOf(IllegalArgumentException.class);
  }

  private boolean opens(String jwe) {
    try {
      sealer.open(jwe, STORE);
      return true;
    } catch (SealedStringException refused) {
      return false;
    }
  }

  private static String changeAt(String text, int index) {
    char changed = text.charAt(index) == 'A' ? 'B' : 'A';
    return text.substring(0, index) + changed + text.substring(index + 1);
  }
}
