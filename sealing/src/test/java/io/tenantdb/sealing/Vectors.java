package io.tenantdb.sealing;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The published test vectors, {@code sealed-string-vectors.json}. */
record Vectors(Keyring keyring, List<Good> good, List<Bad> bad) {

  record Good(String name, UUID organizationId, String keyId, String iv, String plain, String jwe) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Bad(String name, UUID organizationId, String reason, String jwe) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Vectors read() {
    try (InputStream file =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/sealed-string-vectors.json"))) {
      Map<String, Object> json =
          JSONObjectUtils.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      return new Vectors(keyring(json), good(json).toList(), bad(json).toList());
    } catch (IOException | ParseException e) {
      throw new AssertionError("the vector file can't be read", e);
    }
  }

  private static Keyring keyring(Map<String, Object> json) throws ParseException {
    String jwks = JSONObjectUtils.toJSONString(JSONObjectUtils.getJSONObject(json, "keyring"));
    return Keyring.parse(jwks.getBytes(StandardCharsets.UTF_8));
  }

  private static Stream<Good> good(Map<String, Object> json) throws ParseException {
    return Stream.of(JSONObjectUtils.getJSONObjectArray(json, "good"))
        .map(
            one ->
                new Good(
                    text(one, "name"),
                    UUID.fromString(text(one, "organizationId")),
                    text(one, "kid"),
                    text(one, "iv"),
                    text(one, "plain"),
                    text(one, "jwe")));
  }

  private static Stream<Bad> bad(Map<String, Object> json) throws ParseException {
    return Stream.of(JSONObjectUtils.getJSONObjectArray(json, "bad"))
        .map(
            one ->
                new Bad(
                    text(one, "name"),
                    UUID.fromString(text(one, "organizationId")),
                    text(one, "reason"),
                    text(one, "jwe")));
  }

  private static String text(Map<String, Object> json, String member) {
    return (String) Objects.requireNonNull(json.get(member), member);
  }
}
