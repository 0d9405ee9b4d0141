package io.tenantdb.operator.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.tenantdb.api.ConnectionSecret.Format;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The digest of what the operator wrote into a Secret. It stands in an annotation, so that an edit
 * by anybody shows without the content being kept in memory. It tells nothing: the sealed string in
 * it has a random part.
 */
final class ContentDigest {
  static final String ANNOTATION = "tenantdb.io/content-digest";

  private ContentDigest() {}

  /** The digest of the operator's keys; the keys of others don't count. */
  static String of(Format format, Map<String, String> encodedData) {
    MessageDigest digest = sha256();
    for (String key : new TreeSet<>(keysOf(format))) {
      String value = encodedData.getOrDefault(key, "");
      digest.update("%s=%s\n".formatted(key, value).getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }

  /**
   * Reduces a Secret to its sealed string; to nothing when it is not as the operator wrote it, so
   * that it counts as not there and is written again.
   */
  static void slim(Secret secret) {
    Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
    String sealed = data.get(BindingKeys.SEALED);
    boolean isWhole =
        sealed != null
            && SecretNotes.formatOf(secret)
                .map(format -> of(format, data).equals(SecretNotes.get(secret, ANNOTATION)))
                .orElse(false);
    secret.setData(isWhole ? Map.of(BindingKeys.SEALED, sealed) : Map.of());
  }

  private static Set<String> keysOf(Format format) {
    return format == Format.Sealed ? Set.of(BindingKeys.SEALED) : BindingKeys.ALL;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
