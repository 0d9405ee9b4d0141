package io.tenantdb.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.tenantdb.operator.definitions.DefinitionUpgrade;
import io.tenantdb.operator.definitions.DefinitionUpgrade.Outcome;
import io.tenantdb.operator.definitions.Definitions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Upgrades the resource definitions; the chart runs it before an upgrade. */
@Command(
    name = "crds",
    description =
        "Brings the cluster's resource definitions to those of this build. Definitions that know"
            + " more than this build are left as they are.",
    mixinStandardHelpOptions = true)
final class CrdsCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      DefinitionUpgrade upgrade = new DefinitionUpgrade(client);
      Definitions.all().forEach(definition -> outcomes.add(upgrade.bring(definition)));
    }
    return outcomes.contains(Outcome.MISSING) || outcomes.contains(Outcome.DIVERGED) ? 1 : 0;
  }
}
