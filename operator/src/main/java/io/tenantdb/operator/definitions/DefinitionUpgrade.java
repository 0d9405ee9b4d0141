package io.tenantdb.operator.definitions;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the definitions of a cluster to those of this build. It takes nothing away: one that has a
 * field or a version that this build does not know comes from a newer operator, and the API server
 * would drop those fields from stored resources.
 */
public final class DefinitionUpgrade {
  /** What became of a definition. */
  public enum Outcome {
    /** It is now as this build has it. */
    APPLIED,
    /** It knows more than this build, and was left as it is. */
    NEWER,
    /** There is none; an installation makes it, not an upgrade. */
    MISSING
  }

  private static final Logger log = LoggerFactory.getLogger(DefinitionUpgrade.class);
  private static final String FIELD_MANAGER = "tenantdb-operator-crds";

  private final KubernetesClient client;

  /** Upgrades where the client leads; it must be allowed to get and patch the definitions. */
  public DefinitionUpgrade(KubernetesClient client) {
    this.client = client;
  }

  /** Upgrades one. */
  public Outcome bring(CustomResourceDefinition ours) {
    String name = ours.getMetadata().getName();
    Resource<CustomResourceDefinition> definition =
        client.apiextensions().v1().customResourceDefinitions().withName(name);
    CustomResourceDefinition installed = definition.get();
    if (installed == null) {
      log.error("{} is not installed; kubectl apply --server-side -f helm/crds makes it", name);
      return Outcome.MISSING;
    }
    Set<String> more = new TreeSet<>(SchemaPaths.of(installed));
    more.removeAll(SchemaPaths.of(ours));
    if (!more.isEmpty()) {
      log.warn(
          "{} stays as it is: it knows {}, which this build does not. To go back all the same:"
              + " kubectl apply --server-side --force-conflicts -f helm/crds",
          name,
          more);
      return Outcome.NEWER;
    }
    client.resource(ours).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    log.info("{} is as this build has it", name);
    return Outcome.APPLIED;
  }
}
