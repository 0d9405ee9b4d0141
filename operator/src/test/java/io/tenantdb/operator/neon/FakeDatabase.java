package io.tenantdb.operator.neon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a branch of {@link FakeNeonApi} holds; a child starts with a copy. */
public final class FakeDatabase {
  private final Map<String, String> passwords = new LinkedHashMap<>();
  private int version;
  private @Nullable UUID organizationId;

  FakeDatabase copy() {
    FakeDatabase copy = new FakeDatabase();
    copy.passwords.putAll(passwords);
    copy.version = version;
    copy.organizationId = organizationId;
    return copy;
  }

  Map<String, String> passwords() {
    return passwords;
  }

  /** 0 without a schema. */
  public int version() {
    return version;
  }

  public void migrateTo(int newVersion) {
    version = Math.max(version, newVersion);
  }

  public Optional<UUID> organizationId() {
    return Optional.ofNullable(organizationId);
  }

  public void belongsTo(UUID organization) {
    organizationId = organization;
  }
}
