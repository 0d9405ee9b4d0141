package io.tenantdb.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/** Something that happened to a resource at one time. */
record Occurrence(ObjectReference about, Type type, String reason, String message, Instant at) {
  // Where Kubernetes itself puts events about what has no namespace.
  private static final String CLUSTER_SCOPED = "default";
  private static final int MOST_OF_NAME = 200;

  enum Type {
    Normal,
    Warning
  }

  static Occurrence of(HasMetadata about, Type type, String reason, String message, Instant at) {
    ObjectReference reference =
        new ObjectReferenceBuilder()
            .withApiVersion(about.getApiVersion())
            .withKind(about.getKind())
            .withNamespace(about.getMetadata().getNamespace())
            .withName(about.getMetadata().getName())
            .withUid(about.getMetadata().getUid())
            .build();
    return new Occurrence(reference, type, reason, Note.cut(message), at);
  }

  String namespace() {
    return Objects.requireNonNullElse(about.getNamespace(), CLUSTER_SCOPED);
  }

  /** The Event's name: the same for the same type, reason and message about the same object. */
  String eventName() {
    String name = about.getName();
    String start =
        name.substring(0, Math.min(name.length(), MOST_OF_NAME)).replaceFirst("[-.]+$", "");
    return start + "." + hash();
  }

  private String hash() {
    String all = String.join("\n", about.getUid(), type.name(), reason, message);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
