package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator found and did. */
@JsonClassDescription("What the operator found and did.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantDatabaseStatus(
    @Nullable @JsonPropertyDescription("The generation of the resource that this status speaks of.")
        Long observedGeneration,
    @Nullable @JsonPropertyDescription("One word for people; programs read the conditions.")
        Phase phase,
    @Nullable @JsonPropertyDescription("The class the store was placed by.") String className,
    @Nullable @JsonPropertyDescription("The region the store was placed in.") String region,
    @Nullable @JsonPropertyDescription("Where the database is at Neon.") NeonLocation neon,
    @Nullable @JsonPropertyDescription("The schema as it was applied.") SchemaRef schema,
    @Nullable @JsonPropertyDescription("The compute settings as they were applied.")
        Compute compute,
    @Nullable
        @JsonPropertyDescription(
            "The Secret with the credentials, in the form the Service Binding specification reads.")
        Binding binding,
    @Nullable
        @JsonPropertyDescription(
            "The size of the database in bytes, as Neon measures it, with a lag.")
        Long sizeBytes,
    @Nullable @JsonPropertyDescription("When the compute was last used, as Neon reports it.")
        String lastActiveTime,
    @Nullable
        @JsonPropertyDescription("What was set out on at Neon, written down before it is done.")
        Intents intents,
    @JsonPropertyDescription(
            "Ready sums up; Placed, BranchReady, SchemaReady and CredentialsReady name the stages.")
        List<Condition> conditions) {

  /** Copies the conditions; null becomes none. */
  public TenantDatabaseStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** A status that says nothing yet. */
  public static TenantDatabaseStatus empty() {
    return new TenantDatabaseStatus(
        null, null, null, null, null, null, null, null, null, null, null, List.of());
  }
}
