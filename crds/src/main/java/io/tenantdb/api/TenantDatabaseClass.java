package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where stores' databases go at Neon and on what terms; what StorageClass is to volumes. */
@Group(TenantDatabase.GROUP)
@Version(TenantDatabase.VERSION)
@Plural("tenantdatabaseclasses")
@ShortNames("tdbc")
@Categories("tenantdb")
@JsonClassDescription(
    "Where stores' databases go at Neon and on what terms; what a StorageClass is to volumes.")
@AdditionalPrinterColumn(
    jsonPath = ".spec.isolation",
    name = "Isolation",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".spec.default",
    name = "Default",
    type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    name = "Ready",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.schemaVersion",
    name = "Schema",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    name = "Reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".metadata.creationTimestamp",
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE)
public final class TenantDatabaseClass
    extends CustomResource<TenantDatabaseClassSpec, TenantDatabaseClassStatus> {
  private static final long serialVersionUID = 1L;
}
