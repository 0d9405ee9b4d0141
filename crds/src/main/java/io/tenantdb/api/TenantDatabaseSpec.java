package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What somebody wants a store's database to be. The descriptions are the reference. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantDatabaseSpec(
    @Required
        @Pattern("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
        @JsonPropertyDescription(
            "The store's organization: a UUID in lower case. Immutable. One TenantDatabase in the"
                + " cluster owns an organization: the oldest that names it; any other stays not"
                + " Ready and touches nothing.")
        String organizationId,
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "The store's name as people write it, 1 to 256 characters. Seeded into the store's"
                + " settings once; later changes there are the store's own.")
        String storeName,
    @Nullable
        @Pattern("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")
        @JsonPropertyDescription(
            "The DNS label under which the platform serves the store, for example acme in"
                + " acme.example.com. Optional.")
        String subdomain,
    @Nullable
        @Pattern("^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$")
        @JsonPropertyDescription(
            "The TenantDatabaseClass that says where the database goes and on what terms. Immutable"
                + " once set. Default: the class marked as default when the store is placed.")
        String className,
    @Nullable
        @Pattern("^[a-z]+(-[a-z0-9]+)+$")
        @JsonPropertyDescription(
            "The region, for example eu-central-1 (Neon's aws-eu-central-1 is accepted too)."
                + " Immutable once set. Default: the class's defaultRegion.")
        String region,
    @Nullable
        @JsonPropertyDescription(
            "Size of the compute. Each value that is left out comes from the class.")
        Compute compute,
    @Nullable @JsonPropertyDescription("The schema of the database. Default: the class's.")
        SchemaRef schema,
    @Nullable
        @JsonPropertyDescription("The Secret that applications read. Default: all its defaults.")
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
