package io.tenantdb.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code sealed-string-vectors.json} promises to readers in other languages. */
final class SealedStringVectorsTest {

  private static final Vectors VECTORS = Vectors.read();

  private final Sealer sealer = new Sealer(VECTORS.keyring());

  static List<Vectors.Good> good() {
    return VECTORS.good();
  }

  static List<Vectors.Bad> bad() {
    return VECTORS.bad();
  }

  @ParameterizedTest
  @MethodSource("good")
  void shouldOpenGoodVectors(Vectors.Good vector) {
    // When
    String opened = sealer.open(vector.jwe(), vector.organizationId());

    // Then
    assertThat(opened).isEqualTo(vector.plain());
    assertThat(SealedString.header(vector.jwe()))
        .isEqualTo(new SealedHeader(vector.keyId(), vector.organizationId()));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void shouldRefuseBadVectorsForTheirReason(Vectors.Bad vector) {
    // When
    Throwable refused = catchThrowable(() -> sealer.open(vector.jwe(), vector.organizationId()));

    // Then
    assertThat(refused).isInstanceOf(SealedStringException.class);
    assertThat(refused.getClass().getSimpleName()).isEqualTo(vector.reason());
    assertThat(refused).message().doesNotContain("postgresql://", "s3cr3t");
  }

  @ParameterizedTest
  @MethodSource("good")
  void shouldBeNothingButAesGcmOverTheHeader(Vectors.Good vector) throws GeneralSecurityException {
    // Given
    SealingKey key = VECTORS.keyring().find(vector.keyId()).orElseThrow();
    String[] parts = vector.jwe().split("\\.", -1);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    byte[] iv = Base64.getUrlDecoder().decode(vector.iv());
    cipher.init(Cipher.ENCRYPT_MODE, key.secret(), new GCMParameterSpec(128, iv));
    cipher.updateAAD(parts[0].getBytes(StandardCharsets.US_ASCII));

    // When
    byte[] sealed = cipher.doFinal(vector.plain().getBytes(StandardCharsets.UTF_8));

    // Then
    int split = sealed.length - 16;
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    assertThat(encoder.encodeToString(Arrays.copyOf(sealed, split))).isEqualTo(parts[3]);
    assertThat(encoder.encodeToString(Arrays.copyOfRange(sealed, split, sealed.length)))
        .isEqualTo(parts[4]);
  }
}
