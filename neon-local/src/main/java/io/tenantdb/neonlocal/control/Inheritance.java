package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Database;
import io.tenantdb.neonlocal.model.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child branch has from its parent: databases, roles and passwords. The child of a protected
 * branch gets new passwords for all roles that can log in with one.
 */
final class Inheritance {

  private final Ids ids;
  private final Verifiers verifiers;

  Inheritance(Ids ids, Verifiers verifiers) {
    this.ids = ids;
    this.verifiers = verifiers;
  }

  /**
   * The child with all that the parent has and the child has not yet; asking again adds only what
   * is new.
   */
  BranchEntry inherit(BranchEntry child, BranchEntry parent, Instant now) {
    List<Change> pending = new ArrayList<>(parent.pending());
    List<Role> roles = new ArrayList<>();
    for (Role role : parent.roles()) {
      Role own = child.role(role.name()).orElseGet(() -> own(role, parent, child.id(), now));
      String verifier = own.verifier();
      if (verifier != null && !verifier.equals(role.verifier())) {
        pending.add(new Change.SetPassword(own.name(), verifier));
      }
      roles.add(own);
    }
    List<Database> databases =
        parent.databases().stream()
            .map(
                database ->
                    child
                        .database(database.name())
                        .orElseGet(() -> database.in(child.id(), ids.database(), now)))
            .toList();
    return child.with(roles, databases).withPending(pending);
  }

  private Role own(Role role, BranchEntry parent, String childId, Instant now) {
    Role copy = role.in(childId, now);
    if (!parent.branch().isProtected() || !role.login() || role.verifier() == null) {
      return copy;
    }
    String password = ids.password();
    return copy.withPassword(password, verifiers.of(password), now);
  }
}
