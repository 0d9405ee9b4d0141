package io.tenantdb.operator.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.tenantdb.api.ConnectionSecret.Format;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator notes on a Secret about its content: annotations, which hold no secret. */
final class SecretNotes {
  static final String BRANCH = "tenantdb.io/branch-id";
  static final String ENDPOINT = "tenantdb.io/endpoint-id";
  static final String ROLE = "tenantdb.io/role";
  static final String FORMAT = "tenantdb.io/format";

  private SecretNotes() {}

  static @Nullable String get(Secret secret, String name) {
    Map<String, String> annotations = secret.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(name);
  }

  static Optional<Format> formatOf(Secret secret) {
    String name = get(secret, FORMAT);
    return Arrays.stream(Format.values()).filter(format -> format.name().equals(name)).findFirst();
  }
}
