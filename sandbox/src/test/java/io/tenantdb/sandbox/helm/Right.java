package io.tenantdb.sandbox.helm;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Single rights, one line each, so that what is granted and what is used can be compared. */
final class Right {
  private Right() {}

  static String text(String verb, String group, String resource, String namespace) {
    return "%s %s%s%s"
        .formatted(
            verb,
            group.isEmpty() ? "" : group + "/",
            resource,
            namespace.isEmpty() ? "" : " in " + namespace);
  }

  /**
   * What was done, named as it was granted: a right to a whole cluster is used in any namespace.
   */
  static Set<String> asGranted(Set<String> done, Set<String> granted) {
    return done.stream()
        .map(
            right -> {
              String everywhere = right.replaceFirst(" in [^ ]+$", "");
              return granted.contains(everywhere) ? everywhere : right;
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All that roles give. */
  static Set<String> grantedBy(List<HasMetadata> objects) {
    Set<String> rights = new TreeSet<>();
    for (HasMetadata object : objects) {
      switch (object) {
        case ClusterRole role -> role.getRules().forEach(rule -> add(rights, rule, ""));
        case Role role ->
            role.getRules().forEach(rule -> add(rights, rule, role.getMetadata().getNamespace()));
        default -> {}
      }
    }
    return rights;
  }

  private static void add(Set<String> rights, PolicyRule rule, String namespace) {
    for (String verb : rule.getVerbs()) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          rights.add(text(verb, group, resource, namespace));
        }
      }
    }
  }
}
