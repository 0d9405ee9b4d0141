package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.tenantdb.kubectl.cluster.Sight;
import io.tenantdb.kubectl.terminal.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an operator is at work, as its Lease tells. */
record OperatorLine(Sight<Optional<Lease>> lease, String namespace, Instant now) {
  /** The leader renews every 2 s and stops after 10. */
  private static final Duration STALE = Duration.ofSeconds(30);

  String line() {
    return "  Operator  " + state();
  }

  private String state() {
    if (lease instanceof Sight.Hidden<?> hidden) {
      return hidden.because("you may not read its Lease in " + namespace);
    }
    Optional<LeaseSpec> spec = lease.seen().flatMap(seen -> seen).map(Lease::getSpec);
    Optional<String> holder =
        spec.map(LeaseSpec::getHolderIdentity).filter(name -> !name.isEmpty());
    if (holder.isEmpty()) {
      return "no process acts: nobody holds its Lease in " + namespace;
    }
    Optional<Instant> renewed = spec.map(LeaseSpec::getRenewTime).map(time -> time.toInstant());
    String ago = renewed.map(time -> Age.between(time, now)).orElse("?");
    boolean isStale =
        renewed.map(time -> Duration.between(time, now).compareTo(STALE) > 0).orElse(true);
    return isStale
        ? "%s held the Lease and has not renewed it for %s: it may not run"
            .formatted(holder.get(), ago)
        : "%s acts, seen %s ago".formatted(holder.get(), ago);
  }
}
