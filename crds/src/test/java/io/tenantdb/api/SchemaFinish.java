package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schema needs and the generator's annotations cannot say. */
record SchemaFinish(Class<? extends HasMetadata> resource, Class<?> specType, Class<?> statusType)
    implements CRDPostProcessor {

  @Override
  public HasMetadata process(HasMetadata generated, String crdSpecVersion) {
    CustomResourceDefinition definition = (CustomResourceDefinition) generated;
    for (CustomResourceDefinitionVersion version : definition.getSpec().getVersions()) {
      orderColumns(version.getAdditionalPrinterColumns());
      finish(version.getSchema().getOpenAPIV3Schema());
    }
    return definition;
  }

  /** The generator sorts columns by path; people read them in the order they were declared in. */
  private void orderColumns(List<CustomResourceColumnDefinition> columns) {
    List<String> declared =
        Stream.of(resource.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    columns.sort(Comparator.comparingInt(column -> declared.indexOf(column.getName())));
  }

  private void finish(JSONSchemaProps root) {
    JSONSchemaProps spec = property(root, "spec");
    JSONSchemaProps status = property(root, "status");
    root.setDescription(descriptionOf(resource));
    root.setRequired(List.of("spec"));
    spec.setDescription(descriptionOf(specType));
    status.setDescription(descriptionOf(statusType));

    acceptWhateverWasFound(status);
    mapList(status, "conditions", "type");
    ConditionSchema.describe(items(status, "conditions"));
    if (resource == TenantDatabaseClass.class) {
      mapList(spec, "projects", "id");
      mapList(status, "projects", "id");
      describeRegions(property(spec, "projectTerms"));
    }
  }

  /** Limits and defaults are for what people ask for; a report of what is must not be refused. */
  private static void acceptWhateverWasFound(JSONSchemaProps schema) {
    schema.setXKubernetesValidations(List.of());
    schema.setPattern(null);
    schema.setMinimum(null);
    schema.setMaximum(null);
    schema.setMaxLength(null);
    schema.setDescription(withoutDefault(schema.getDescription()));
    children(schema).forEach(SchemaFinish::acceptWhateverWasFound);
  }

  private static @Nullable String withoutDefault(@Nullable String description) {
    return description == null ? null : description.replaceFirst("(?s) Default: .*", "");
  }

  private static Stream<JSONSchemaProps> children(JSONSchemaProps schema) {
    Stream<JSONSchemaProps> items =
        schema.getItems() == null ? Stream.of() : Stream.of(schema.getItems().getSchema());
    Map<String, JSONSchemaProps> properties = schema.getProperties();
    return properties == null ? items : Stream.concat(items, properties.values().stream());
  }

  private static void mapList(JSONSchemaProps parent, String list, String key) {
    JSONSchemaProps schema = property(parent, list);
    schema.setXKubernetesListType("map");
    schema.setXKubernetesListMapKeys(List.of(key));
  }

  private static void describeRegions(JSONSchemaProps projectTerms) {
    property(projectTerms, "regions").setXKubernetesListType("set");
    JSONSchemaProps region = items(projectTerms, "regions");
    region.setPattern(Formats.REGION);
    region.setMaxLength(63L);
  }

  private static JSONSchemaProps property(JSONSchemaProps parent, String name) {
    return Objects.requireNonNull(parent.getProperties().get(name), name);
  }

  private static JSONSchemaProps items(JSONSchemaProps parent, String list) {
    return property(parent, list).getItems().getSchema();
  }

  private static String descriptionOf(Class<?> type) {
    return Objects.requireNonNull(type.getAnnotation(JsonClassDescription.class), type.getName())
        .value();
  }
}
