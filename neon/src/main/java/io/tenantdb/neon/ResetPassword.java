package io.tenantdb.neon;

import java.util.List;

/** A new password of a role. The old one stays valid until the last operation has ended. */
public record ResetPassword(String roleName, Secret password, List<Operation> operations) {

  /** Copies the list. */
  public ResetPassword {
    operations = List.copyOf(operations);
  }
}
