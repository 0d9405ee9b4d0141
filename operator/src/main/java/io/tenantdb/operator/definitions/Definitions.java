package io.tenantdb.operator.definitions;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The definitions of {@code crds/manifests}, as they are on this build's class path. */
public final class Definitions {
  private Definitions() {}

  /** All of them. */
  public static List<CustomResourceDefinition> all() {
    return List.of(of(TenantDatabaseClass.class), of(TenantDatabase.class));
  }

  private static CustomResourceDefinition of(Class<? extends HasMetadata> type) {
    String file = HasMetadata.getFullResourceName(type) + ".yaml";
    try (InputStream manifest = type.getResourceAsStream(file)) {
      return new KubernetesSerialization()
          .unmarshal(
              Objects.requireNonNull(manifest, file + " is not on the class path"),
              CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read.", e);
    }
  }
}
