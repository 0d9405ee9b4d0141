package io.tenantdb.api;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;

/** The schema of a condition as the Kubernetes API conventions define it. */
final class ConditionSchema {
  private ConditionSchema() {}

  static void describe(JSONSchemaProps condition) {
    condition.setRequired(List.of("type", "status", "lastTransitionTime", "reason", "message"));
    Map<String, JSONSchemaProps> fields = condition.getProperties();

    JSONSchemaProps type = describe(fields, "type", "What the condition is about, in CamelCase.");
    type.setMaxLength(316L);

    JSONSchemaProps status =
        describe(fields, "status", "True, False, or Unknown when the operator could not find out.");
    status.setEnum(List.of(new TextNode("True"), new TextNode("False"), new TextNode("Unknown")));

    describe(
            fields, "lastTransitionTime", "When the status last changed from one value to another.")
        .setFormat("date-time");

    JSONSchemaProps reason =
        describe(
            fields, "reason", "Why the status is what it is: one CamelCase word for programs.");
    reason.setMinLength(1L);
    reason.setMaxLength(1024L);
    reason.setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");

    describe(fields, "message", "What is so, where, and what to do about it, for people.")
        .setMaxLength(32768L);

    JSONSchemaProps generation =
        describe(
            fields,
            "observedGeneration",
            "The generation of the resource that the condition speaks of.");
    generation.setFormat("int64");
    generation.setMinimum(0.0);
  }

  private static JSONSchemaProps describe(
      Map<String, JSONSchemaProps> fields, String name, String description) {
    JSONSchemaProps field = fields.get(name);
    if (field == null) {
      throw new IllegalStateException("A condition has no field " + name);
    }
    field.setDescription(description);
    return field;
  }
}
