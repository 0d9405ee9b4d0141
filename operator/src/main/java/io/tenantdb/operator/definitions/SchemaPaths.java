package io.tenantdb.operator.definitions;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every field that a definition knows, as {@code version.spec.list[].field}, and every choice of
 * one, as {@code version.spec.field=choice}.
 */
final class SchemaPaths {
  private final Set<String> found = new TreeSet<>();

  private SchemaPaths() {}

  static Set<String> of(CustomResourceDefinition definition) {
    var paths = new SchemaPaths();
    definition
        .getSpec()
        .getVersions()
        .forEach(
            version -> paths.walk(version.getName(), version.getSchema().getOpenAPIV3Schema()));
    return paths.found;
  }

  private void walk(String path, JSONSchemaProps schema) {
    found.add(path);
    if (schema.getEnum() != null) {
      schema.getEnum().forEach(choice -> found.add(path + "=" + choice.asText()));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, field) -> walk(path + "." + name, field));
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      walk(path + "[]", schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null
        && schema.getAdditionalProperties().getSchema() != null) {
      walk(path + "{}", schema.getAdditionalProperties().getSchema());
    }
  }
}
