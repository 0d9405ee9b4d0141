package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Neon's rules for roles. */
public final class Roles {

  private final Store store;
  private final Lookup lookup;
  private final Computes computes;
  private final Configuration configuration;
  private final Ids ids;
  private final Verifiers verifiers;
  private final Clock clock;

  Roles(
      Store store,
      Lookup lookup,
      Computes computes,
      Configuration configuration,
      Ids ids,
      Verifiers verifiers,
      Clock clock) {
    this.store = store;
    this.lookup = lookup;
    this.computes = computes;
    this.configuration = configuration;
    this.ids = ids;
    this.verifiers = verifiers;
    this.clock = clock;
  }

  /** All roles of a branch, those made with SQL too. */
  public List<Role> list(String projectId, String branchId) {
    lookup.branch(projectId, branchId);
    computes.of(branchId).syncCatalog();
    return lookup.branch(projectId, branchId).roles();
  }

  /** One role. */
  public Role get(String projectId, String branchId, String name) {
    list(projectId, branchId);
    return Lookup.role(lookup.branch(projectId, branchId), name);
  }

  /** Makes a role in Neon's group of powerful roles, with a password unless it cannot log in. */
  public Made<Role> create(
      String projectId, String branchId, @Nullable String name, boolean noLogin) {
    String checked = Checks.roleName(name);
    list(projectId, branchId);
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          if (entry.role(checked).isPresent()) {
            throw ApiException.conflict("role already exists; role_name:\"" + checked + "\"");
          }
          if (entry.roles().size() >= Limits.CATALOG_OBJECTS_PER_BRANCH) {
            throw ApiException.unprocessable("ROLES_LIMIT_EXCEEDED", "roles limit exceeded");
          }
          Role role = newRole(branchId, checked, noLogin);
          return configuration.change(
              withRole(entry, role), new Change.PutRole(checked, role.verifier()), role);
        });
  }

  private Role newRole(String branchId, String name, boolean noLogin) {
    Instant now = clock.instant();
    if (noLogin) {
      return new Role(branchId, name, false, null, null, now, now);
    }
    String password = ids.password();
    return new Role(branchId, name, true, password, verifiers.of(password), now, now);
  }

  /** Gives a role a new password; the old one is valid until the operations end. */
  public Made<Role> resetPassword(String projectId, String branchId, String name) {
    get(projectId, branchId, name);
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          String password = ids.password();
          String verifier = verifiers.of(password);
          Role role = Lookup.role(entry, name).withPassword(password, verifier, clock.instant());
          return configuration.change(
              withRole(entry, role), new Change.SetPassword(name, verifier), role);
        });
  }

  /** The password, when the API set it and nobody changed it since. */
  public String revealPassword(String projectId, String branchId, String name) {
    if (!lookup.project(projectId).storePasswords()) {
      throw new ApiException(412, "", "the project does not store passwords");
    }
    String password = get(projectId, branchId, name).password();
    if (password == null) {
      throw ApiException.notFound("password of role");
    }
    return password;
  }

  /** Deletes a role; empty when it is already gone. */
  public Optional<Made<Role>> delete(String projectId, String branchId, String name) {
    list(projectId, branchId);
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          Optional<Role> role = entry.role(name);
          if (role.isEmpty()) {
            return Optional.empty();
          }
          checkOwnsNothing(entry, name);
          List<Role> rest =
              entry.roles().stream().filter(other -> !other.name().equals(name)).toList();
          return Optional.of(
              configuration.change(
                  entry.with(rest, entry.databases()), new Change.DropRole(name), role.get()));
        });
  }

  private static void checkOwnsNothing(BranchEntry entry, String name) {
    if (entry.databases().stream().anyMatch(database -> database.ownerName().equals(name))) {
      throw ApiException.unprocessable(
          "", "cannot delete role \"" + name + "\": it is the owner of a database");
    }
  }

  private static BranchEntry withRole(BranchEntry entry, Role role) {
    List<Role> roles = new ArrayList<>(entry.roles());
    roles.removeIf(other -> other.name().equals(role.name()));
    roles.add(role);
    return entry.with(roles, entry.databases());
  }
}
