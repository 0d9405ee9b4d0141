package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.tenantdb.api.Compute;
import io.tenantdb.api.DeletionGuard;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Encryption;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectTerms;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import java.util.List;

/** The two classes of a campaign. */
final class StoreClasses {
  /** Stores are branches of one project. */
  static final String SHARED = "shared";

  /** Each store has a project of its own. */
  static final String OWN = "own";

  private static final int ROOM = 1000;
  private static final int POSTGRES = 18;
  private static final int SHORTEST_SUSPEND_SECONDS = 60;

  private static final int SHORTEST_WINDOW_SECONDS = 60;

  private StoreClasses() {}

  static TenantDatabaseClass shared(NeonTarget neon) {
    return named(
        SHARED,
        spec(
            Isolation.Branch,
            neon,
            List.of(new ProjectPlace(neon.projectId(), neon.region(), ROOM))));
  }

  static TenantDatabaseClass own(NeonTarget neon) {
    return named(OWN, spec(Isolation.Project, neon, List.of()));
  }

  private static TenantDatabaseClass named(String name, TenantDatabaseClassSpec spec) {
    TenantDatabaseClass tenantClass = new TenantDatabaseClass();
    tenantClass.setMetadata(new ObjectMetaBuilder().withName(name).build());
    tenantClass.setSpec(spec);
    return tenantClass;
  }

  private static TenantDatabaseClassSpec spec(
      Isolation isolation, NeonTarget neon, List<ProjectPlace> projects) {
    return new TenantDatabaseClassSpec(
        isolation == Isolation.Branch,
        isolation,
        new NeonAccount(neon.apiUrl().toString(), null, new SecretKeyRef("neon-api-key", null)),
        neon.region(),
        projects,
        isolation == Isolation.Project ? new ProjectTerms(List.of(), POSTGRES, null) : null,
        null,
        null,
        new Compute(null, null, SHORTEST_SUSPEND_SECONDS),
        DeletionPolicy.Retain,
        new DeletionGuard(ROOM * ROOM, SHORTEST_WINDOW_SECONDS), // Nobody is there to be asked.
        new Encryption(new SecretKeyRef("keyring", null)),
        null,
        null);
  }
}
