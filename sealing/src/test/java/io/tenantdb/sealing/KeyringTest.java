package io.tenantdb.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyringTest {

  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void shouldSealWithTheFirstKey() {
    // When
    Keyring keyring =
        parse(
            """
            {"keys":[{"kty":"oct","kid":"new","k":"%s"},{"kty":"oct","kid":"old","k":"%s"}]}
            """
                .formatted(SECRET, SECRET));

    // Then
    assertThat(keyring.sealingKeyId()).isEqualTo("new");
    assertThat(keyring.keyIds()).containsExactly("new", "old");
  }

  @Test
  void shouldReadWhatItWrote() {
    // Given
    Keyring keyring = Keyring.generate(clock).withNewKey(clock);

    // When
    Keyring read = parse(keyring.toJwks());

    // Then
    assertThat(read.toJwks()).isEqualTo(keyring.toJwks());
  }

  @Test
  void shouldDateTheIdOfANewKey() {
    assertThat(Keyring.generate(clock).sealingKeyId()).matches("2026-11-23-[0-9a-f]{6}");
  }

  @Test
  void shouldShowKeyIdsOnlyWhenPrinted() {
    assertThat(parse(oneKey("\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"" + SECRET + "\"")))
        .hasToString("Keyring[a]");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "kid":"a","kty":"RSA","k":"$"                 | (kid "a") must have kty "oct"
          "kid":"a","kty":"oct"                         | (kid "a") has no k
          "kid":"a","kty":"oct","k":"AAEC"              | (kid "a"): k must be 32 bytes (AES-256), it is 3
          "kid":"a","kty":"oct","k":"$="                | (kid "a"): k is not base64url without padding
          "kid":"a","kty":"oct","k":"$","use":"sig"     | (kid "a"): use, if given, must be one of [enc]
          "kid":"a","kty":"oct","k":"$","alg":"A128GCM" | (kid "a"): alg, if given, must be one of
          "kty":"oct","k":"$"                           | key 1 of the keyring has no usable kid
          "kid":"two words","kty":"oct","k":"$"         | key 1 of the keyring has no usable kid
          """)
  void shouldSayWhichKeyIsWrong(String members, String message) {
    assertThatThrownBy(() -> parse(oneKey(members.replace("$", SECRET))))
        .isInstanceOf(KeyringException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("key 1 of the keyring")
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void shouldRefuseTwoKeysOfOneId() {
    String key = "{\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"" + SECRET + "\"}";

    assertThatThrownBy(() -> parse("{\"keys\":[" + key + "," + key + "]}"))
        .isInstanceOf(KeyringException.class)
        .hasMessageContaining("key 2 of the keyring has the kid \"a\" of an earlier key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"keys":[]}                       | has no keys
          {}                                | has no keys
          {"keys":"SECRETSECRET"}           | has no keys
          SECRETSECRET                      | is not a JSON object
          {"keys":[{"k":"SECRETSECRET"      | is not a JSON object
          {"keys":["SECRETSECRET"]}         | key 1 of the keyring is not a JSON object
          """)
  void shouldRefuseWhatIsNoKeyringWithoutQuotingIt(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(KeyringException.class)
        .hasMessageContaining(message)
        .hasNoCause()
        .message()
        .doesNotContain("SECRETSECRET");
  }

  private static Keyring parse(String jwks) {
    return Keyring.parse(jwks.getBytes(StandardCharsets.UTF_8));
  }

  private static String oneKey(String members) {
    return "{\"keys\":[{" + members + "}]}";
  }
}
