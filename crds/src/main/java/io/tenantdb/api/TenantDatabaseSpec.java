package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What somebody wants a store's database to be. The descriptions are the reference. */
@JsonClassDescription("What the store's database shall be.")
@ValidationRule(
    value = "self.organizationId == oldSelf.organizationId",
    message =
        "organizationId is immutable: a database belongs to one store for good. Make another"
            + " TenantDatabase for the other organization.",
    fieldPath = ".organizationId")
@ValidationRule(
    value =
        "!has(oldSelf.className) || (has(self.className) && self.className == oldSelf.className)",
    message =
        "className is immutable once set: a store cannot be moved to another class. Put the former"
            + " value back.",
    fieldPath = ".className")
@ValidationRule(
    value = "!has(oldSelf.region) || (has(self.region) && self.region == oldSelf.region)",
    message =
        "region is immutable once set: a Neon project's region never changes. Put the former value"
            + " back.",
    fieldPath = ".region")
@ValidationRule(
    value = "!self.storeName.matches('\\\\p{Cc}') && self.storeName.matches('[^\\\\s]')",
    message =
        "storeName must be one line with at least one visible character: remove line breaks, tabs"
            + " and other control characters.",
    fieldPath = ".storeName")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantDatabaseSpec(
    @Required
        @Pattern("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
        @JsonPropertyDescription(
            "The store's organization: a UUID in lower case. Required and immutable. One TenantDatabase in the"
                + " cluster owns an organization: the oldest that names it; any other stays not"
                + " Ready and touches nothing.")
        String organizationId,
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "The store's name as people write it: one line of 1 to 256 characters. Required. Seeded into the store's"
                + " settings once; later changes there are the store's own.")
        String storeName,
    @Nullable
        @Pattern("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")
        @JsonPropertyDescription(
            "The DNS label under which the platform serves the store, for example acme in"
                + " acme.example.com. Default: none.")
        String subdomain,
    @Nullable
        @Pattern(Formats.RESOURCE_NAME)
        @Size(max = 253)
        @JsonPropertyDescription(
            "The TenantDatabaseClass that says where the database goes and on what terms. Immutable"
                + " once set. Default: the class marked as default when the store is placed.")
        String className,
    @Nullable
        @Pattern(Formats.REGION)
        @Size(max = 63)
        @JsonPropertyDescription(
            "The region, for example eu-central-1 (Neon's aws-eu-central-1 is accepted too)."
                + " Immutable once set. Default: the class's defaultRegion.")
        String region,
    @Nullable
        @JsonPropertyDescription(
            "The size of the compute. Default: each value that is left out comes from the class.")
        Compute compute,
    @Nullable @JsonPropertyDescription("The schema of the database. Default: the class's schema.")
        SchemaRef schema,
    @Nullable
        @JsonPropertyDescription(
            "The Secret that the store's applications read. Default: a Secret with all its defaults.")
        ConnectionSecret connectionSecret,
    @Nullable
        @JsonPropertyDescription(
            "What happens to the database when this resource is deleted. Retain keeps the branch;"
                + " Delete deletes it for good. Default: the class's deletionPolicy.")
        DeletionPolicy deletionPolicy,
    @Nullable
        @Default("false")
        @JsonPropertyDescription(
            "True suspends the compute and refuses connections until it is false again. Data is"
                + " kept. Default: false.")
        Boolean suspended) {

  /** Whether the store is to be suspended. */
  public boolean isSuspended() {
    return Boolean.TRUE.equals(suspended);
  }
}
