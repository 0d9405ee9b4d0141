package io.tenantdb.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of the API for people: the schema's own words, as Markdown. */
final class ReferencePage {
  private static final String HEAD =
      """
      # The Kubernetes API of tenantdb

      Group `tenantdb.io`, version `v1alpha1`. Install both definitions with `kubectl apply -f crds/manifests/`; `kubectl explain tdb.spec`
      says the same as this page. Generated from the Java types in `src/main/java`; how to write it anew is said by the test that finds it stale.
      """;

  private ReferencePage() {}

  static String of(List<CustomResourceDefinition> definitions) {
    return HEAD + definitions.stream().map(ReferencePage::resource).collect(Collectors.joining());
  }

  private static String resource(CustomResourceDefinition definition) {
    List<SchemaField> fields = SchemaField.allOf(definition).toList();
    return """

        ## %s

        %s %s; `kubectl get %s`.

        | field | type | |
        | --- | --- | --- |
        %s

        What else is checked:

        %s

        | status | type | |
        | --- | --- | --- |
        %s
        """
        .formatted(
            definition.getSpec().getNames().getKind(),
            SchemaField.rootOf(definition).getDescription(),
            "Cluster".equals(definition.getSpec().getScope()) ? "Cluster-wide" : "Namespaced",
            definition.getSpec().getNames().getShortNames().getFirst(),
            rows(fields, field -> field.path().startsWith("spec.")),
            rules(definition, fields),
            rows(fields, field -> field.path().startsWith("status.")));
  }

  private static String rows(List<SchemaField> fields, Predicate<SchemaField> wanted) {
    return fields.stream()
        .filter(wanted)
        .map(
            field ->
                "| `%s` | %s%s | %s |"
                    .formatted(
                        field.path(),
                        type(field.schema()),
                        field.required() ? ", required" : "",
                        field.schema().getDescription().replace("|", "\\|")))
        .collect(Collectors.joining("\n"));
  }

  private static String type(JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      return "list of " + type(schema.getItems().getSchema());
    }
    if (!schema.getEnum().isEmpty()) {
      return schema.getEnum().stream()
          .map(value -> "`" + value.asText() + "`")
          .collect(Collectors.joining(" or "));
    }
    return schema.getFormat() == null ? schema.getType() : schema.getFormat();
  }

  private static String rules(CustomResourceDefinition definition, List<SchemaField> fields) {
    return Stream.concat(
            Stream.of(SchemaField.rootOf(definition)), fields.stream().map(SchemaField::schema))
        .flatMap(schema -> schema.getXKubernetesValidations().stream())
        .map(ValidationRule::getMessage)
        .map(message -> "* " + message)
        .collect(Collectors.joining("\n"));
  }
}
