package io.tenantdb.operator.registry;

import io.tenantdb.operator.registry.Ledger.Stored;
import io.tenantdb.operator.registry.Ledger.Work;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The registry's real ledger over a table in memory, written when the test says so. */
public final class TableMirror implements Registry {
  private static final int BATCH = 3;

  private final Ledger ledger = new Ledger(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final Map<UUID, RegistryEntry> table;

  /** A mirror into {@code table}, every row of which counts as this installation's. */
  public TableMirror(Map<UUID, RegistryEntry> table) {
    this.table = table;
  }

  @Override
  public void publish(RegistryEntry entry) {
    ledger.publish(entry);
  }

  @Override
  public void remove(UUID organizationId) {
    ledger.remove(organizationId);
  }

  @Override
  public void complete(Set<UUID> live) {
    ledger.complete(live);
  }

  /** Compares all rows with what they should be. */
  public void audit() {
    Map<UUID, Stored> rows = new HashMap<>();
    table.forEach((id, entry) -> rows.put(id, new Stored(Fingerprint.of(entry), true)));
    ledger.audited(rows);
  }

  /** Writes a part of what is to be written; answers whether there was any. */
  public boolean write() {
    List<Work> work = ledger.next(BATCH);
    for (Work one : work) {
      if (one.wanted() == null) {
        table.remove(one.organizationId());
      } else {
        table.put(one.organizationId(), one.wanted().entry());
      }
      ledger.confirm(one);
    }
    return !work.isEmpty();
  }
}
