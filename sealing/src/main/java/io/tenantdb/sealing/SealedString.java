package io.tenantdb.sealing;

/**
 * A string sealed for one organization.
 *
 * @param jwe JWE compact serialization (RFC 7516, section 7.1), as it stands in the Secret and in
 *     the registry
 */
public record SealedString(String jwe) {

  /**
   * Reads the header of a sealed string without a key, for tools and messages; anybody could have
   * written it.
   *
   * @throws SealedStringException.NotASealedString if the text is something else
   */
  public static SealedHeader header(String jwe) {
    return CompactJwe.parse(jwe).header();
  }

  /** The header of this string. */
  public SealedHeader header() {
    return header(jwe);
  }
}
