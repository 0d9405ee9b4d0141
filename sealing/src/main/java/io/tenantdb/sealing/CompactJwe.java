package io.tenantdb.sealing;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.tenantdb.sealing.SealedStringException.NotASealedString;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A sealed string taken apart, before any key is tried. Exactly one form passes: JOSE allows much
 * that a header can ask of its reader (compression, other algorithms, extensions), and none of it
 * is ours.
 */
record CompactJwe(SealedHeader header, JWEObject jwe) {

  static final String ORGANIZATION = "organization_id";
  private static final Set<String> MEMBERS = Set.of("alg", "enc", "kid", ORGANIZATION);
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final int PARTS = 5;
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  static CompactJwe parse(String text) {
    List<byte[]> parts = decode(text);
    requireLength(parts.get(1), 0, "encrypted key");
    requireLength(parts.get(2), IV_BYTES, "initialization vector");
    requireLength(parts.get(4), TAG_BYTES, "authentication tag");
    SealedHeader header = readHeader(parts.get(0));
    try {
      return new CompactJwe(header, JWEObject.parse(text));
    } catch (ParseException e) {
      throw new NotASealedString("its JWE can't be read");
    }
  }

  private static List<byte[]> decode(String text) {
    List<String> parts = List.of(DOT.split(text, -1));
    if (parts.size() != PARTS) {
      throw new NotASealedString(
          "it has %d parts separated by dots, a JWE has 5".formatted(parts.size()));
    }
    return parts.stream()
        .map(
            part ->
                CanonicalBase64Url.decode(part)
                    .orElseThrow(
                        () ->
                            new NotASealedString("a part of it is not base64url without padding")))
        .toList();
  }

  private static void requireLength(byte[] part, int length, String name) {
    if (part.length != length) {
      throw new NotASealedString(
          "its %s has %d bytes, expected %d".formatted(name, part.length, length));
    }
  }

  private static SealedHeader readHeader(byte[] json) {
    Map<String, Object> members = membersOf(json);
    if (!members.keySet().equals(MEMBERS)) {
      throw new NotASealedString("its header has other members than " + new TreeSet<>(MEMBERS));
    }
    requireValue(members, "alg", "dir");
    requireValue(members, "enc", "A256GCM");
    return new SealedHeader(
        keyIdOf(text(members, "kid")), organizationOf(text(members, ORGANIZATION)));
  }

  private static Map<String, Object> membersOf(byte[] json) {
    try {
      return JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new NotASealedString("its header is not a JSON object");
    }
  }

  private static void requireValue(Map<String, Object> members, String member, String expected) {
    if (!expected.equals(members.get(member))) {
      throw new NotASealedString("its %s is not %s".formatted(member, expected));
    }
  }

  private static String text(Map<String, Object> members, String member) {
    if (members.get(member) instanceof String text) {
      return text;
    }
    throw new NotASealedString("its %s is not a string".formatted(member));
  }

  /** A key id goes into messages, so a header may not smuggle anything else into them. */
  private static String keyIdOf(String text) {
    if (!SealingKey.isId(text)) {
      throw new NotASealedString("its kid is not a key id");
    }
    return text;
  }

  private static UUID organizationOf(String text) {
    try {
      UUID organization = UUID.fromString(text);
      if (organization.toString().equals(text)) {
        return organization;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: UUID.fromString also accepts shortened forms, so both ways end alike.
    }
    throw new NotASealedString("its %s is not a UUID in lower case".formatted(ORGANIZATION));
  }
}
