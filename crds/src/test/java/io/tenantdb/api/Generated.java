package io.tenantdb.api;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file that is generated from the Java types. */
record Generated(Path path, String text) {
  private static final List<SchemaFinish> RESOURCES =
      List.of(
          new SchemaFinish(
              TenantDatabase.class, TenantDatabaseSpec.class, TenantDatabaseStatus.class),
          new SchemaFinish(
              TenantDatabaseClass.class,
              TenantDatabaseClassSpec.class,
              TenantDatabaseClassStatus.class));

  /** All of them, with paths seen from the module's folder. */
  static List<Generated> files() {
    Generated reference = new Generated(Path.of("README.md"), ReferencePage.of(definitions()));
    return Stream.concat(RESOURCES.stream().map(Generated::manifest), Stream.of(reference))
        .toList();
  }

  /** The CustomResourceDefinitions as objects. */
  static List<CustomResourceDefinition> definitions() {
    return RESOURCES.stream()
        .map(resource -> Serialization.unmarshal(yaml(resource), CustomResourceDefinition.class))
        .toList();
  }

  private static Generated manifest(SchemaFinish resource) {
    String name = HasMetadata.getFullResourceName(resource.resource());
    return new Generated(Path.of("manifests", name + ".yaml"), yaml(resource));
  }

  private static String yaml(SchemaFinish resource) {
    try (ManifestOutput output = new ManifestOutput()) {
      new CRDGenerator()
          .customResourceClasses(resource.resource())
          .withPostProcessor(resource)
          .withOutput(output)
          .detailedGenerate();
      return output.text();
    }
  }
}
