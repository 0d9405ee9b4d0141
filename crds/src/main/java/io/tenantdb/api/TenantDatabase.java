package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One store's own Postgres database on Neon. */
@Group(TenantDatabase.GROUP)
@Version(TenantDatabase.VERSION)
@Plural("tenantdatabases")
@ShortNames("tdb")
@Categories("tenantdb")
@JsonClassDescription(
    "One store's own Postgres database on Neon: it says what the database shall be, and the operator"
        + " makes it so and keeps it so.")
@ValidationRule(
    value = "size(self.metadata.name) <= 242",
    message =
        "The name must not be longer than 242 characters, so that the name of the Secret,"
            + " NAME-connection, fits: choose a shorter one.")
@ValidationRule(
    value =
        "!has(self.spec.className) || !has(oldSelf.status) || !has(oldSelf.status.className)"
            + " || self.spec.className == oldSelf.status.className"
            + " || (has(oldSelf.spec.className) && oldSelf.spec.className == self.spec.className)",
    message =
        "The store was placed by the class in status.className and cannot be moved to another: set"
            + " spec.className to that class, or leave it out.",
    fieldPath = ".spec.className")
@AdditionalSelectableField(jsonPath = ".spec.organizationId")
@AdditionalSelectableField(jsonPath = ".spec.className")
@AdditionalPrinterColumn(
    jsonPath = ".spec.storeName",
    name = "Store",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.phase",
    name = "Phase",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    name = "Ready",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.className",
    name = "Class",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.schema.version",
    name = "Schema",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    name = "Reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".spec.organizationId",
    name = "Organization",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".status.neon.projectId",
    name = "Project",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".status.neon.branchId",
    name = "Branch",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".status.binding.name",
    name = "Secret",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".metadata.creationTimestamp",
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE)
public final class TenantDatabase extends CustomResource<TenantDatabaseSpec, TenantDatabaseStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** The API group of every resource of this operator. */
  public static final String GROUP = "tenantdb.io";

  /** The API version of every resource of this operator. */
  public static final String VERSION = "v1alpha1";
}
