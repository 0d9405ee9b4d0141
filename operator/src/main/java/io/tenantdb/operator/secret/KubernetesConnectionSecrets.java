package io.tenantdb.operator.secret;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.TenantDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Connection Secrets in the cluster: read from a cache, written by server-side apply. */
public final class KubernetesConnectionSecrets implements ConnectionSecrets {
  /** Marks the Secrets that the operator watches. */
  public static final String MANAGED_LABEL = "tenantdb.io/connection-secret";

  private final KubernetesClient client;
  private final SecretCache cache;
  private final String fieldManager;

  /** Secrets written as {@code fieldManager}. */
  public KubernetesConnectionSecrets(
      KubernetesClient client, SecretCache cache, String fieldManager) {
    this.client = client;
    this.cache = cache;
    this.fieldManager = fieldManager;
  }

  /** The labelled Secrets as last seen. */
  public interface SecretCache {
    /** The Secret of this name. */
    Optional<Secret> get(String namespace, String name);

    /** Every labelled Secret that the resource of this uid owns. */
    List<Secret> ownedBy(String namespace, String uid);

    /** A Secret was just written; the next look has to see it. May reduce it to what is kept. */
    void written(@Nullable Secret before, Secret after);
  }

  @Override
  public Optional<PublishedSecret> find(TenantDatabase owner, String name) {
    return cache
        .get(owner.getMetadata().getNamespace(), name)
        .filter(secret -> isOwnedBy(secret, owner))
        .flatMap(secret -> read(secret, others(owner, name).findAny().isEmpty()));
  }

  @Override
  public void publish(TenantDatabase owner, StoreCredentials credentials) {
    String namespace = owner.getMetadata().getNamespace();
    Resource<Secret> resource =
        client.secrets().inNamespace(namespace).withName(credentials.name());
    Secret existing = resource.get();
    if (existing != null && !isOwnedBy(existing, owner)) {
      throw new SecretNameTakenException(
          "Secret %s/%s belongs to somebody else and is left as it is. Delete it, or set spec.connectionSecret.name."
              .formatted(namespace, credentials.name()));
    }
    // Those of former names go first: after a crash in between nobody would look for them.
    others(owner, credentials.name()).forEach(secret -> client.resource(secret).delete());
    Secret written =
        client
            .resource(secretOf(owner, credentials, existing))
            .fieldManager(fieldManager)
            .forceConflicts()
            .serverSideApply();
    cache.written(existing, written);
  }

  private Stream<Secret> others(TenantDatabase owner, String name) {
    return cache.ownedBy(owner.getMetadata().getNamespace(), owner.getMetadata().getUid()).stream()
        .filter(secret -> !secret.getMetadata().getName().equals(name));
  }

  /** Replaces only what was there a moment ago: another process may have written meanwhile. */
  private static Secret secretOf(
      TenantDatabase owner, StoreCredentials credentials, @Nullable Secret existing) {
    Map<String, String> data = encoded(BindingKeys.of(credentials));
    return new SecretBuilder()
        .withNewMetadata()
        .withResourceVersion(existing == null ? null : existing.getMetadata().getResourceVersion())
        .withName(credentials.name())
        .withNamespace(owner.getMetadata().getNamespace())
        .addToLabels(MANAGED_LABEL, "true")
        .addToAnnotations(SecretNotes.BRANCH, credentials.branchId())
        .addToAnnotations(SecretNotes.ENDPOINT, credentials.endpointId())
        .addToAnnotations(SecretNotes.ROLE, credentials.role())
        .addToAnnotations(SecretNotes.FORMAT, credentials.format().name())
        .addToAnnotations(ContentDigest.ANNOTATION, ContentDigest.of(credentials.format(), data))
        .withOwnerReferences(referenceTo(owner))
        .endMetadata()
        .withType("Opaque")
        .withData(data)
        .build();
  }

  private static OwnerReference referenceTo(TenantDatabase owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  private static boolean isOwnedBy(Secret secret, TenantDatabase owner) {
    return secret.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> owner.getMetadata().getUid().equals(reference.getUid()));
  }

  /** What the cache kept of a Secret; nothing if it was not as the operator wrote it. */
  private static Optional<PublishedSecret> read(Secret secret, boolean isAlone) {
    String branch = SecretNotes.get(secret, SecretNotes.BRANCH);
    String endpoint = SecretNotes.get(secret, SecretNotes.ENDPOINT);
    String role = SecretNotes.get(secret, SecretNotes.ROLE);
    Optional<Format> format = SecretNotes.formatOf(secret);
    String sealed = secret.getData() == null ? null : secret.getData().get(BindingKeys.SEALED);
    if (branch == null || endpoint == null || role == null || format.isEmpty() || sealed == null) {
      return Optional.empty();
    }
    return Optional.of(
        new PublishedSecret(
            secret.getMetadata().getName(),
            branch,
            endpoint,
            role,
            format.get(),
            decoded(sealed),
            isAlone));
  }

  private static Map<String, String> encoded(Map<String, String> keys) {
    return keys.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    Base64.getEncoder()
                        .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8))));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
