package io.tenantdb.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A field of a resource, named from the resource on: {@code spec.projects[].id}. */
record SchemaField(String path, JSONSchemaProps schema, boolean required) {

  /** Every field below the resource itself, parents first. */
  static Stream<SchemaField> allOf(CustomResourceDefinition definition) {
    return new SchemaField("", rootOf(definition), true).descendants();
  }

  static JSONSchemaProps rootOf(CustomResourceDefinition definition) {
    return definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  private Stream<SchemaField> descendants() {
    JSONSchemaProps object = schema.getItems() == null ? schema : schema.getItems().getSchema();
    String prefix = path.isEmpty() ? "" : path + (schema.getItems() == null ? "." : "[].");
    Map<String, JSONSchemaProps> properties =
        Objects.requireNonNullElse(object.getProperties(), Map.of());
    return properties.entrySet().stream()
        .map(
            entry ->
                new SchemaField(
                    prefix + entry.getKey(),
                    entry.getValue(),
                    object.getRequired().contains(entry.getKey())))
        .flatMap(field -> Stream.concat(Stream.of(field), field.descendants()));
  }

  @Override
  public String toString() {
    return path;
  }
}
