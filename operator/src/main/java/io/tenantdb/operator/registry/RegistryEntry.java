package io.tenantdb.operator.registry;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the registry says of one store. A row exists from the moment a store is being made, so what
 * is known only later may be null; the database demands all four once the store is in use.
 *
 * @param organizationId the store, and the key of its row
 * @param subdomain the DNS label under which the platform serves the store; null if it has none, or
 *     an older store has it
 * @param projectId the Neon project; null while the store is not placed
 * @param branchId the Neon branch; null until it exists
 * @param endpointId the Neon endpoint; null until it exists
 * @param sealedConnectionString the connection string as sealed for this organization; never in
 *     clear
 * @param region where the store was placed, such as {@code eu-central-1}
 * @param state how the store is
 * @param message why it is not in use, for people; null when it is
 * @param sizeBytes the size of its database; null when not measured yet
 * @param migrations the schema migrations it has, all of them
 */
public record RegistryEntry(
    UUID organizationId,
    @Nullable String subdomain,
    @Nullable String projectId,
    @Nullable String branchId,
    @Nullable String endpointId,
    @Nullable String sealedConnectionString,
    String region,
    State state,
    @Nullable String message,
    @Nullable Long sizeBytes,
    List<SchemaMigration> migrations) {
  private static final String NO_STORE = "No store: ";

  /**
   * Why an organization has no store. Its row goes with the organization; it never brings one back.
   */
  public static RegistryEntry withoutStore(UUID organizationId, String region, String why) {
    return new RegistryEntry(
        organizationId,
        null,
        null,
        null,
        null,
        null,
        region,
        State.FAILED,
        NO_STORE + why,
        null,
        List.of());
  }

  /** Whether it says only why there is no store. */
  boolean isWithoutStore() {
    return message != null && message.startsWith(NO_STORE);
  }

  /** Copies the migrations. */
  public RegistryEntry {
    migrations = List.copyOf(migrations);
  }

  @Override
  public String toString() {
    return "RegistryEntry[%s %s in %s, project %s, branch %s]"
        .formatted(organizationId, state, region, projectId, branchId);
  }

  /** How a store is, in the words of the registry's {@code status} column. */
  public enum State {
    /** Being made, or not usable yet. */
    PROVISIONING,
    /** In use. */
    ACTIVE,
    /** Suspended on request. */
    SUSPENDED,
    /** Needs a person. */
    FAILED
  }

  /**
   * A schema migration that was applied to a store.
   *
   * @param name what it does, such as {@code store schema}
   * @param version its version, such as {@code 3}
   */
  public record SchemaMigration(String name, String version) {}
}
