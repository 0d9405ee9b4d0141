package io.tenantdb.operator.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.operator.cluster.BriefCalls;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code coordination.k8s.io} Lease. Needs the rights to get, create and update it. */
final class KubernetesLease implements LeaseDoor {
  private final KubernetesClient client;
  private final LeaderTerms terms;

  /** The lease of these terms; calls are given up in time for another try before the deadline. */
  KubernetesLease(KubernetesClient client, LeaderTerms terms) {
    this.client = BriefCalls.of(client, terms.renewDeadline().dividedBy(2));
    this.terms = terms;
  }

  @Override
  public Optional<HeldLease> read() {
    return Optional.ofNullable(
            client.leases().inNamespace(terms.namespace()).withName(terms.lease()).get())
        .map(KubernetesLease::of);
  }

  @Override
  public Optional<HeldLease> write(HeldLease lease) {
    var resource = client.resource(objectOf(lease));
    try {
      return Optional.of(of(lease.version() == null ? resource.create() : resource.update()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Lease objectOf(HeldLease lease) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(terms.lease())
        .withNamespace(terms.namespace())
        .withResourceVersion(lease.version())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(lease.holder())
        .withLeaseDurationSeconds((int) lease.duration().toSeconds())
        .withAcquireTime(lease.acquired().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC))
        .withRenewTime(lease.renewed().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC))
        .withLeaseTransitions(lease.transitions())
        .endSpec()
        .build();
  }

  private static HeldLease of(Lease lease) {
    LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
    return new HeldLease(
        spec.getHolderIdentity(),
        Duration.ofSeconds(orZero(spec.getLeaseDurationSeconds())),
        spec.getAcquireTime() == null ? Instant.EPOCH : spec.getAcquireTime().toInstant(),
        spec.getRenewTime() == null ? Instant.EPOCH : spec.getRenewTime().toInstant(),
        orZero(spec.getLeaseTransitions()),
        lease.getMetadata().getResourceVersion());
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
