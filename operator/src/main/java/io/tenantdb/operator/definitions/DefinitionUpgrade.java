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
 * version, a field or a choice that this build does not know comes from a newer operator, and the
 * API server would drop such fields from stored resources, and refuse such choices.
 */
public final class DefinitionUpgrade {
  /** What became of a definition. */
  public enum Outcome {
    /** It is now as this build has it. */
    APPLIED,
    /** It knows all that this build does and more, and was left as it is. */
    NEWER,
    /** It and this build each know what the other does not: a person decides. */
    DIVERGED,
    /** There is none; an installation makes it, not an upgrade. */
    MISSING
  }

  private static final Logger log = LoggerFactory.getLogger(DefinitionUpgrade.class);
  private static final String BY_FORCE =
      "kubectl apply --server-side --force-conflicts -f helm/crds";
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
    Set<String> more = difference(installed, ours);
    if (!more.isEmpty()) {
      return left(name, more, difference(ours, installed));
    }
    client.resource(ours).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    log.info("{} is as this build has it", name);
    return Outcome.APPLIED;
  }

  private static Outcome left(String name, Set<String> more, Set<String> less) {
    log.warn(
        "{} stays as it is: it knows {}, which this build does not. To go back all the same: {}",
        name,
        more,
        BY_FORCE);
    if (less.isEmpty()) {
      return Outcome.NEWER;
    }
    log.error(
        "{} lacks {}, which this build needs. If nobody needs what it knows beside: {}",
        name,
        less,
        BY_FORCE);
    return Outcome.DIVERGED;
  }

  private static Set<String> difference(
      CustomResourceDefinition one, CustomResourceDefinition other) {
    Set<String> more = new TreeSet<>(SchemaPaths.of(one));
    more.removeAll(SchemaPaths.of(other));
    return more;
  }
}
