package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A Pod's volumes as folders; filled once, and not again when what they show changes. */
record PodVolumes(KubernetesClient client, Pod pod, PodEnvironment environment, Path folder) {

  /** Fills them and says where the container sees them. */
  List<Mount> mounts(Container container) throws IOException {
    for (Volume volume : pod.getSpec().getVolumes()) {
      fill(volume, Files.createDirectories(folder.resolve(volume.getName())));
    }
    return container.getVolumeMounts().stream().map(this::mount).toList();
  }

  private Mount mount(VolumeMount mount) {
    return new Mount(
        folder.resolve(mount.getName()),
        mount.getMountPath(),
        Boolean.TRUE.equals(mount.getReadOnly()));
  }

  private void fill(Volume volume, Path place) throws IOException {
    if (volume.getSecret() != null) {
      write(place, secret(volume.getSecret().getSecretName()), volume.getSecret().getItems());
    } else if (volume.getConfigMap() != null) {
      write(place, config(volume.getConfigMap().getName()), volume.getConfigMap().getItems());
    } else if (volume.getProjected() != null) {
      for (VolumeProjection source : volume.getProjected().getSources()) {
        project(source, place);
      }
    } else if (volume.getEmptyDir() == null) {
      throw new IllegalArgumentException("This node has no such volume: " + volume);
    }
  }

  private void project(VolumeProjection source, Path place) throws IOException {
    if (source.getServiceAccountToken() != null) {
      ServiceAccountTokenProjection wanted = source.getServiceAccountToken();
      Files.writeString(place.resolve(wanted.getPath()), token(wanted));
    } else if (source.getConfigMap() != null) {
      write(place, config(source.getConfigMap().getName()), source.getConfigMap().getItems());
    } else {
      for (var item : source.getDownwardAPI().getItems()) {
        Files.writeString(
            place.resolve(item.getPath()), environment.field(item.getFieldRef().getFieldPath()));
      }
    }
  }

  /** Bound to the Pod, as a kubelet asks for it: it ends with the Pod. */
  private String token(ServiceAccountTokenProjection wanted) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(wanted.getAudience() == null ? List.of() : List.of(wanted.getAudience()))
            .withExpirationSeconds(wanted.getExpirationSeconds())
            .withNewBoundObjectRef()
            .withApiVersion("v1")
            .withKind("Pod")
            .withName(pod.getMetadata().getName())
            .withUid(pod.getMetadata().getUid())
            .endBoundObjectRef()
            .endSpec()
            .build();
    return client
        .serviceAccounts()
        .inNamespace(namespace())
        .withName(pod.getSpec().getServiceAccountName())
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  private Map<String, byte[]> secret(String name) {
    Secret secret =
        Objects.requireNonNull(
            client.secrets().inNamespace(namespace()).withName(name).get(),
            "There is no Secret " + name);
    return secret.getData().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Base64.getDecoder().decode(entry.getValue())));
  }

  private Map<String, byte[]> config(String name) {
    ConfigMap map =
        Objects.requireNonNull(
            client.configMaps().inNamespace(namespace()).withName(name).get(),
            "There is no ConfigMap " + name);
    return map.getData().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().getBytes(StandardCharsets.UTF_8)));
  }

  private static void write(Path place, Map<String, byte[]> data, List<KeyToPath> items)
      throws IOException {
    Map<String, String> paths =
        items == null || items.isEmpty()
            ? data.keySet().stream().collect(Collectors.toMap(key -> key, key -> key))
            : items.stream().collect(Collectors.toMap(KeyToPath::getKey, KeyToPath::getPath));
    for (Map.Entry<String, String> path : paths.entrySet()) {
      byte[] content =
          Objects.requireNonNull(data.get(path.getKey()), "There is no key " + path.getKey());
      Files.write(place.resolve(path.getValue()), content);
    }
  }

  private String namespace() {
    return pod.getMetadata().getNamespace();
  }
}
