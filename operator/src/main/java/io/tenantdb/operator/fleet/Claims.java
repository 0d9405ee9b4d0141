package io.tenantdb.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.tenantdb.api.TenantDatabase;
import java.util.Comparator;
import java.util.Optional;

/**
 * Who owns an organization, or a subdomain, when several TenantDatabases name it: the oldest.
 * Creation times have whole seconds; among equals, the one that already has a place, then the lower
 * uid.
 */
public final class Claims {
  private static final Comparator<TenantDatabase> OLDEST_FIRST =
      Comparator.comparing((TenantDatabase db) -> db.getMetadata().getCreationTimestamp())
          .thenComparing(db -> !hasPlace(db))
          .thenComparing(db -> db.getMetadata().getUid());

  private final Fleet fleet;

  /** Claims as the fleet shows them. */
  public Claims(Fleet fleet) {
    this.fleet = fleet;
  }

  /** The TenantDatabase that owns the organization of {@code database}, unless it does itself. */
  public Optional<TenantDatabase> otherOwner(TenantDatabase database) {
    String uid = database.getMetadata().getUid();
    return fleet.ofOrganization(database.getSpec().organizationId()).stream()
        .filter(other -> !other.getMetadata().getUid().equals(uid))
        .filter(other -> OLDEST_FIRST.compare(other, database) < 0)
        .min(OLDEST_FIRST);
  }

  /**
   * Whether {@code database} is served under its subdomain: of several that name it, the oldest is.
   * The others are stores like any, under no name.
   */
  public boolean ownsSubdomain(TenantDatabase database) {
    return otherUnderSubdomain(database).isEmpty();
  }

  /** The store that is served under the subdomain of {@code database}, unless it is itself. */
  public Optional<TenantDatabase> otherUnderSubdomain(TenantDatabase database) {
    String subdomain = database.getSpec().subdomain();
    String organization = database.getSpec().organizationId();
    return subdomain == null
        ? Optional.empty()
        : fleet.ofSubdomain(subdomain).stream()
            .filter(other -> !other.getSpec().organizationId().equals(organization))
            .filter(other -> OLDEST_FIRST.compare(other, database) < 0)
            .min(OLDEST_FIRST);
  }

  /** The TenantDatabase that owns the organization. */
  public Optional<TenantDatabase> ownerOf(String organizationId) {
    return fleet.ofOrganization(organizationId).stream().min(OLDEST_FIRST);
  }

  /** The store that is served under the subdomain. */
  public Optional<TenantDatabase> servedUnder(String subdomain) {
    return fleet.ofSubdomain(subdomain).stream()
        .filter(database -> otherOwner(database).isEmpty())
        .filter(this::ownsSubdomain)
        .min(OLDEST_FIRST);
  }

  /** {@code namespace/name} of a resource, for messages. */
  public static String nameOf(HasMetadata resource) {
    return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
  }

  /** Whether a place was chosen for it, so that it may own something there. */
  public static boolean hasPlace(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .map(status -> status.neon())
        .filter(neon -> neon.branchName() != null || neon.projectName() != null)
        .isPresent();
  }
}
