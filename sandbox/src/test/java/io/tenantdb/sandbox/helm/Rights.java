package io.tenantdb.sandbox.helm;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The ServiceAccount and the rights that the chart gives an operator, for one that a test runs
 * beside the cluster.
 */
public final class Rights {
  private static final Set<String> KINDS =
      Set.of("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

  private final KubernetesClient client;
  private final List<HasMetadata> objects;

  private Rights(KubernetesClient client, List<HasMetadata> objects) {
    this.client = client;
    this.objects = objects;
  }

  /**
   * Gives them, as an installation with both options does.
   *
   * @param operatorNamespace where it runs; also what it is called
   * @param namespaces whose stores it serves; empty: all
   */
  public static Rights give(
      KubernetesClient client, String operatorNamespace, List<String> namespaces) {
    var template =
        new Helm(Chart.FOLDER)
            .template()
            .withName(operatorNamespace)
            .withNamespace(operatorNamespace)
            .withKubeVersion(Chart.KUBERNETES)
            .set("fullnameOverride", operatorNamespace)
            .set("crds.upgrade", false)
            .set("intake.enabled", true)
            .set("connectionService.enabled", true)
            .set("allNamespaces", namespaces.isEmpty());
    for (int i = 0; i < namespaces.size(); i++) {
      template.set("namespaces[%d]".formatted(i), namespaces.get(i));
    }
    List<HasMetadata> objects =
        Chart.read(template.call()).stream()
            .filter(object -> KINDS.contains(object.getKind()))
            .toList();
    objects.forEach(object -> client.resource(object).forceConflicts().serverSideApply());
    return new Rights(client, objects);
  }

  /** The kubeconfig of who has them. */
  public Path kubeconfig(KubernetesApiServer cluster) {
    HasMetadata account =
        objects.stream()
            .filter(object -> object.getKind().equals("ServiceAccount"))
            .findFirst()
            .orElseThrow();
    return cluster.kubeconfigFor(
        account.getMetadata().getNamespace(), account.getMetadata().getName());
  }

  /** Takes them back. */
  public void take() {
    objects.forEach(object -> client.resource(object).delete());
  }
}
