package io.tenantdb.sealing;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding, one text per value. Lenient decoders skip foreign characters and
 * ignore the spare bits of the last one, so that several texts would mean the same and a changed
 * character could go unnoticed.
 */
final class CanonicalBase64Url {

  private CanonicalBase64Url() {}

  /** The bytes, or empty if the text is not what encoding them gives. */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      boolean canonical =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
      return canonical ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
