package io.tenantdb.operator.registry;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A registry in memory. */
public final class RecordingRegistry implements Registry {
  private final Map<UUID, RegistryEntry> entries = new LinkedHashMap<>();

  public RegistryEntry entry(String organizationId) {
    return Optional.ofNullable(entries.get(UUID.fromString(organizationId))).orElseThrow();
  }

  public Collection<RegistryEntry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public void publish(RegistryEntry entry) {
    entries.put(entry.organizationId(), entry);
  }

  @Override
  public void remove(UUID organizationId) {
    entries.remove(organizationId);
  }

  @Override
  public void complete(Set<UUID> live) {
    entries.keySet().retainAll(live);
  }
}
