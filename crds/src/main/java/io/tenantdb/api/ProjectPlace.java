package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A Neon project with room for stores. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectPlace(
    @Required
        @Pattern("^[a-z0-9-]{1,60}$")
        @JsonPropertyDescription("The id of the Neon project, for example late-frost-12345678.")
        String id,
    @Required
        @Pattern(Formats.REGION)
        @Size(max = 63)
        @JsonPropertyDescription("The project's region, for example eu-central-1.")
        String region,
    @Nullable
        @Default("1000")
        @Min(0)
        @Max(5000)
        @JsonPropertyDescription(
            "How many stores may live here; 0 takes no new ones. Stay below the plan's limit of"
                + " branches by two, for the default branch and the template. Default: 1000.")
        Integer maxTenants) {}
