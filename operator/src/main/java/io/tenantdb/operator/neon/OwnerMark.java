package io.tenantdb.operator.neon;

import io.tenantdb.neon.Branch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The proof of what this installation made: annotations that a branch gets when it is made and that
 * Neon has no call to change. A branch without them is somebody else's, whatever its name.
 */
public final class OwnerMark {
  private static final String MANAGED_BY = "managed-by";
  private static final String OPERATOR = "tenantdb-operator";
  private static final String INSTALLATION = "tenantdb.io/installation";
  private static final String ORGANIZATION = "tenantdb.io/organization-id";
  private static final String TEMPLATE = "tenantdb.io/template-of-schema";
  private static final String TEMPLATE_NAME = "tenantdb.io/template-branch-name";

  private final String installationId;

  /** Marks of the installation. */
  public OwnerMark(String installationId) {
    this.installationId = installationId;
  }

  /** The mark of a store's branch. */
  public Map<String, String> ofStore(String organizationId) {
    return mark(ORGANIZATION, organizationId);
  }

  /** The mark of a template branch, which keeps the name that it is made with. */
  public Map<String, String> ofTemplate(String schemaName, String branchName) {
    Map<String, String> mark = new HashMap<>(mark(TEMPLATE, schemaName));
    mark.put(TEMPLATE_NAME, branchName);
    return Map.copyOf(mark);
  }

  /** Whether this installation made the branch for the organization. */
  public boolean provesStore(Branch branch, String organizationId) {
    return proves(branch, ofStore(organizationId));
  }

  /** Whether this installation made the branch as a template of the schema. */
  public boolean provesTemplate(Branch branch, String schemaName) {
    return proves(branch, mark(TEMPLATE, schemaName));
  }

  /** The same, and whether it was made under the name, whatever it is called now. */
  public boolean provesTemplate(Branch branch, String schemaName, String branchName) {
    return proves(branch, ofTemplate(schemaName, branchName));
  }

  /** The organization that this installation made the branch for; empty if it did not. */
  public Optional<String> organizationOf(Branch branch) {
    return Optional.ofNullable(branch.annotations().get(ORGANIZATION))
        .filter(organization -> provesStore(branch, organization));
  }

  /** Whether any installation of this operator made the branch. */
  public static boolean isMarked(Branch branch) {
    return branch.annotations().containsKey(INSTALLATION);
  }

  private Map<String, String> mark(String purpose, String value) {
    return Map.of(MANAGED_BY, OPERATOR, INSTALLATION, installationId, purpose, value);
  }

  private static boolean proves(Branch branch, Map<String, String> mark) {
    return branch.annotations().entrySet().containsAll(mark.entrySet());
  }
}
