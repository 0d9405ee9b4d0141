package io.tenantdb.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Lease in memory, with versions as the cluster has them. */
final class FakeLease implements LeaseDoor {
  private @Nullable HeldLease lease;
  private int version;
  private boolean down;
  private Runnable beforeWrite = () -> {};

  @Override
  public synchronized Optional<HeldLease> read() {
    answer();
    return Optional.ofNullable(lease);
  }

  @Override
  public synchronized Optional<HeldLease> write(HeldLease next) {
    answer();
    beforeWrite.run();
    String current = lease == null ? null : lease.version();
    if (current == null ? next.version() != null : !current.equals(next.version())) {
      return Optional.empty();
    }
    return Optional.of(put(next));
  }

  /** Something happens between a look and the write that follows. */
  synchronized void beforeWrite(Runnable happens) {
    beforeWrite =
        () -> {
          beforeWrite = () -> {};
          happens.run();
        };
  }

  synchronized void isDown(boolean isDown) {
    down = isDown;
  }

  /** Written by somebody who changes nothing that matters. */
  synchronized void label() {
    put(current());
  }

  synchronized HeldLease current() {
    return Optional.ofNullable(lease).orElseThrow();
  }

  private HeldLease put(HeldLease next) {
    version++;
    lease =
        new HeldLease(
            next.holder(),
            next.duration(),
            next.acquired(),
            next.renewed(),
            next.transitions(),
            "v" + version);
    return lease;
  }

  private void answer() {
    if (down) {
      throw new KubernetesClientException("the API server is down");
    }
  }
}
