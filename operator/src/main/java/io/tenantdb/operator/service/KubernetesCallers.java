package io.tenantdb.operator.service;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.cluster.BriefCalls;
import io.tenantdb.operator.logging.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster: TokenReview says who, SubjectAccessReview whether. */
final class KubernetesCallers implements Callers {
  private static final Logger log = LoggerFactory.getLogger(KubernetesCallers.class);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KubernetesClient client;
  private final String audience;

  /** The cluster of this client; a question is given up before a caller loses patience. */
  KubernetesCallers(KubernetesClient client, String audience) {
    this.client = BriefCalls.of(client, PATIENCE);
    this.audience = audience;
  }

  @Override
  public Optional<Caller> whoIs(String token) {
    TokenReview review =
        new TokenReviewBuilder()
            .withNewSpec()
            .withToken(token)
            .withAudiences(audience)
            .endSpec()
            .build();
    try {
      TokenReviewStatus status = client.tokenReviews().create(review).getStatus();
      // A server that knows no audiences names none; its answer says nothing of ours then.
      boolean isForUs =
          Boolean.TRUE.equals(status.getAuthenticated())
              && status.getAudiences().contains(audience);
      return isForUs ? Optional.of(caller(status.getUser())) : Optional.empty();
    } catch (KubernetesClientException e) {
      throw unavailable("TokenReview", e);
    }
  }

  @Override
  public boolean may(Caller caller, Right right, String asked) {
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(caller.name())
            .withUid(caller.uid())
            .withGroups(caller.groups())
            .withExtra(caller.extra())
            .withNewResourceAttributes()
            .withGroup(TenantDatabase.GROUP)
            .withResource("tenantdatabases")
            .withSubresource(right.subresource())
            .withVerb(right.verb())
            .withNamespace(right.namespace())
            .withName(right.name())
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      return Boolean.TRUE.equals(
          client
              .authorization()
              .v1()
              .subjectAccessReview()
              .create(review)
              .getStatus()
              .getAllowed());
    } catch (KubernetesClientException e) {
      throw unavailable("SubjectAccessReview", e);
    }
  }

  private static Caller caller(UserInfo user) {
    return new Caller(
        user.getUsername(),
        Objects.requireNonNullElse(user.getUid(), ""),
        Objects.requireNonNullElse(user.getGroups(), List.of()),
        Objects.requireNonNullElse(user.getExtra(), Map.of()));
  }

  private static Problem unavailable(String question, KubernetesClientException failure) {
    log.atWarn()
        .addKeyValue(LogKeys.ERROR, failure.getMessage())
        .log(
            "the cluster does not answer a {}; apply install/connection-service.yaml if it forbids it",
            question);
    return Problem.unavailable("The Kubernetes API can't be asked about the caller now.");
  }
}
