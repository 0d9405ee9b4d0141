package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role as it is remembered.
 *
 * @param password known only when the API set it and nobody changed it since
 * @param verifier what PostgreSQL stores for the password; null when the role has none
 */
public record Role(
    String branchId,
    String name,
    boolean login,
    @Nullable String password,
    @Nullable String verifier,
    Instant createdAt,
    Instant updatedAt) {

  /** What the API shows of a role. */
  public record View(
      String branchId,
      String name,
      @Nullable String password,
      @JsonProperty("protected") boolean isProtected,
      Instant createdAt,
      Instant updatedAt) {

    @Override
    public String toString() {
      return "Role " + name + " of " + branchId;
    }
  }

  /** The role without its password. */
  public View view() {
    return new View(branchId, name, null, false, createdAt, updatedAt);
  }

  /** The role with its password, for answers that carry it. */
  public View viewWithPassword() {
    return new View(branchId, name, password, false, createdAt, updatedAt);
  }

  /** The same role with another password. */
  public Role withPassword(
      @Nullable String newPassword, @Nullable String newVerifier, Instant now) {
    return new Role(branchId, name, login, newPassword, newVerifier, createdAt, now);
  }

  /** The same role in another branch. */
  public Role in(String otherBranchId, Instant now) {
    return new Role(otherBranchId, name, login, password, verifier, now, now);
  }

  @Override
  public String toString() {
    return "Role " + name + " of " + branchId;
  }
}
