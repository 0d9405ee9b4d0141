package io.tenantdb.operator.account;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/** The Secrets of the operator's namespace, kept by an informer. */
public final class NamespaceSecrets implements OperatorSecrets, AutoCloseable {
  private final String namespace;
  private final SharedIndexInformer<Secret> informer;

  /** Starts watching; the Secrets that are there are known when this returns. */
  public NamespaceSecrets(KubernetesClient client, String namespace) {
    this.namespace = namespace;
    this.informer = client.secrets().inNamespace(namespace).inform();
  }

  /** From now on {@code changed} is told the name of each Secret that comes, changes or goes. */
  public void onChange(Consumer<String> changed) {
    informer.addEventHandler(new Tell(changed));
  }

  @Override
  public Optional<byte[]> value(String secretName, String key) {
    return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + secretName))
        .map(Secret::getData)
        .map(data -> data.get(key))
        .map(Base64.getDecoder()::decode);
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public void close() {
    informer.close();
  }

  private record Tell(Consumer<String> changed) implements ResourceEventHandler<Secret> {
    @Override
    public void onAdd(Secret secret) {
      changed.accept(secret.getMetadata().getName());
    }

    @Override
    public void onUpdate(Secret before, Secret after) {
      boolean same =
          before
              .getMetadata()
              .getResourceVersion()
              .equals(after.getMetadata().getResourceVersion());
      if (!same) {
        changed.accept(after.getMetadata().getName());
      }
    }

    @Override
    public void onDelete(Secret secret, boolean finalStateUnknown) {
      changed.accept(secret.getMetadata().getName());
    }
  }
}
