package io.tenantdb.connections;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the registry says of a store.
 *
 * @param label the label below a base domain under which the store is served; null if there is none
 * @param status as in the registry's column
 * @param sealed the sealed connection string; null while the store is being made
 * @param version another one when anything else here is another
 * @param reading which reading of the registry it comes from: a later one has a greater number
 */
record StoreRow(
    UUID organization,
    @Nullable String label,
    String status,
    @Nullable String sealed,
    long version,
    long reading) {

  /**
   * The sealed string of a store that is in use.
   *
   * @throws StoreUnavailableException if it is not
   */
  String usable() throws StoreUnavailableException {
    if (isActive() && sealed != null) {
      return sealed;
    }
    throw switch (status) {
      case "suspended" -> new StoreUnavailableException.Suspended(organization);
      case "failed" -> new StoreUnavailableException.Failed(organization);
      default -> new StoreUnavailableException.Provisioning(organization);
    };
  }

  boolean isActive() {
    return status.equals("active");
  }

  /** The one that was read later. */
  static StoreRow newer(StoreRow one, StoreRow other) {
    return one.reading > other.reading ? one : other;
  }

  @Override
  public String toString() {
    return "StoreRow[%s %s]".formatted(organization, status);
  }
}
