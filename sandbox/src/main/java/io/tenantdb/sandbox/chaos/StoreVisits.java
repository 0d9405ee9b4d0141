package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.Secret;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.sandbox.chaos.Store.Marker;
import io.tenantdb.sealing.Sealer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stores' applications: as soon as a store is Ready for the first time, a row is written
 * through its own Secret, which must be there at the end. They also note how a store's word of
 * itself changes, and each password they see.
 */
final class StoreVisits {
  private final Resources resources;
  private final Sealer sealer;
  private final KnownSecrets secrets;
  private final Diary diary;

  StoreVisits(Resources resources, Sealer sealer, KnownSecrets secrets, Diary diary) {
    this.resources = resources;
    this.sealer = sealer;
    this.secrets = secrets;
    this.diary = diary;
  }

  /** Goes round once. */
  void goRound(List<Store> stores) {
    Map<String, TenantDatabase> databases = resources.all();
    List<Secret> published = resources.secrets();
    for (Store store : stores) {
      Optional.ofNullable(databases.get(store.owner()))
          .ifPresent(database -> visit(store, database, published));
    }
  }

  private void visit(Store store, TenantDatabase database, List<Secret> published) {
    store.says(diary.stamp(), Resources.told(database));
    Optional<StoreSecret> secret = StoreSecret.of(database, published, sealer);
    secret.ifPresent(s -> secrets.add(s.address().password()));
    String branch = branchOf(database);
    if (secret.isPresent()
        && store.isLive()
        && store.marker().isEmpty()
        && !branch.isEmpty()
        && Resources.isReady(database)) {
      mark(store, secret.get(), branch);
    }
  }

  private void mark(Store store, StoreSecret secret, String branch) {
    String value = "marker-" + store.organizationId() + "-" + branch;
    try {
      secret.mark(value);
      store.marked(new Marker(value, branch));
      store.tell(diary.stamp() + " a row was written to branch " + branch);
      diary.did("row written", store.owner());
    } catch (SQLException e) {
      // Tried again with the next round; a row that was written all the same does no harm.
      diary.note("no row written to %s yet: %s".formatted(store, e.getMessage()));
    }
  }

  static String branchOf(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .map(status -> status.neon())
        .map(NeonLocation::branchId)
        .orElse("");
  }
}
