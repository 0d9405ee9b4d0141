package io.tenantdb.operator.neon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a branch of {@link FakeNeonApi} holds; a child starts with a copy. */
public final class FakeDatabase {
  private final Map<String, String> passwords = new LinkedHashMap<>();
  private final List<String> tablesOfOthers = new ArrayList<>();
  private int version;
  private @Nullable UUID organizationId;

  FakeDatabase copy() {
    FakeDatabase copy = new FakeDatabase();
    copy.passwords.putAll(passwords);
    copy.tablesOfOthers.addAll(tablesOfOthers);
    copy.version = version;
    copy.organizationId = organizationId;
    return copy;
  }

  Map<String, String> passwords() {
    return passwords;
  }

  public List<String> tablesOfOthers() {
    return List.copyOf(tablesOfOthers);
  }

  /** Somebody makes a table. */
  public void addTable(String name) {
    tablesOfOthers.add(name);
  }

  /** 0 without a schema. */
  public int version() {
    return version;
  }

  public void migrateTo(int newVersion) {
    version = Math.max(version, newVersion);
  }

  /** Somebody drops it and makes an empty one of its name. */
  public void lose() {
    version = 0;
    organizationId = null;
  }

  public Optional<UUID> organizationId() {
    return Optional.ofNullable(organizationId);
  }

  public void belongsTo(UUID organization) {
    organizationId = organization;
  }
}
