package io.tenantdb.operator.runtime;

import io.tenantdb.operator.intake.OrganizationIntake;
import io.tenantdb.operator.registry.RegistryAccess;
import org.jspecify.annotations.Nullable;

/** The way in by rows of the registry, if there is one. */
final class IntakePart implements LeaderWork {
  private final @Nullable OrganizationIntake intake;

  IntakePart(@Nullable RegistryAccess access, OrganizationIntake.Doors doors) {
    intake = access == null ? null : new OrganizationIntake(access, doors);
  }

  @Override
  public void onLeading() {
    if (intake != null) {
      intake.begin();
    }
  }

  @Override
  public void onStopLeading() {
    if (intake != null) {
      intake.close();
    }
  }
}
