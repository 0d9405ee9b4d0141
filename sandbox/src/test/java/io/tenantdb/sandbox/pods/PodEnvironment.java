package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that a kubelet would give a container. */
record PodEnvironment(KubernetesClient client, Pod pod, String address) {

  Map<String, String> of(Container container) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOSTNAME", pod.getMetadata().getName());
    variables.put("KUBERNETES_SERVICE_HOST", client.getMasterUrl().getHost());
    variables.put("KUBERNETES_SERVICE_PORT", Integer.toString(client.getMasterUrl().getPort()));
    for (EnvVar variable : container.getEnv()) {
      value(variable).ifPresent(value -> variables.put(variable.getName(), value));
    }
    return variables;
  }

  /** What a field of the Pod says, as {@code fieldRef} names it. */
  String field(String path) {
    return switch (path) {
      case "metadata.name" -> pod.getMetadata().getName();
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      case "status.podIP" -> address;
      default -> throw new IllegalArgumentException("This node does not know the field " + path);
    };
  }

  private Optional<String> value(EnvVar variable) {
    EnvVarSource source = variable.getValueFrom();
    if (source == null) {
      return Optional.ofNullable(variable.getValue());
    }
    if (source.getFieldRef() != null) {
      return Optional.of(field(source.getFieldRef().getFieldPath()));
    }
    if (source.getSecretKeyRef() != null) {
      var key = source.getSecretKeyRef();
      return required(secret(key.getName(), key.getKey()), key.getOptional(), key.toString());
    }
    var key = source.getConfigMapKeyRef();
    return required(text(key.getName(), key.getKey()), key.getOptional(), key.toString());
  }

  private Optional<String> secret(String name, String key) {
    Secret secret = client.secrets().inNamespace(namespace()).withName(name).get();
    return Optional.ofNullable(secret)
        .map(found -> found.getData().get(key))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
  }

  private Optional<String> text(String name, String key) {
    ConfigMap map = client.configMaps().inNamespace(namespace()).withName(name).get();
    return Optional.ofNullable(map).map(found -> found.getData().get(key));
  }

  private static Optional<String> required(Optional<String> value, Boolean optional, String what) {
    if (value.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new IllegalStateException("There is no " + what);
    }
    return value;
  }

  private String namespace() {
    return pod.getMetadata().getNamespace();
  }
}
