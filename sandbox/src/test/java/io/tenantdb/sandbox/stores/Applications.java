package io.tenantdb.sandbox.stores;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** ServiceAccounts of applications in a test's world, and what they may. */
final class Applications {
  private final StoreWorld world;

  Applications(StoreWorld world) {
    this.world = world;
  }

  /** May have the connections of the stores in the world's namespace. */
  static PolicyRule connections() {
    return rule("tenantdatabases/connection", "get");
  }

  /** May ask for stores in the world's namespace. */
  static PolicyRule creation() {
    return rule("tenantdatabases", "create");
  }

  private static PolicyRule rule(String resource, String verb) {
    return new PolicyRuleBuilder()
        .withApiGroups("tenantdb.io")
        .withResources(resource)
        .withVerbs(verb)
        .build();
  }

  /** Makes an account with these rights; returns its token for the service. */
  String account(String name, PolicyRule... rules) {
    ServiceAccount account = new ServiceAccount();
    account.setMetadata(meta(name));
    world.client().resource(account).create();
    grant(name, rules);
    return token(name, "tenantdb.io");
  }

  String token(String name, String audience) {
    return world.cluster().token(world.namespace(), name, List.of(audience));
  }

  /** It may exactly this from now on. */
  void grant(String name, PolicyRule... rules) {
    KubernetesClient client = world.client();
    client
        .resource(new RoleBuilder().withMetadata(meta(name)).withRules(rules).build())
        .createOr(existing -> existing.update());
    client
        .resource(
            new RoleBindingBuilder()
                .withMetadata(meta(name))
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                .addNewSubject("", "ServiceAccount", name, world.namespace())
                .build())
        .createOr(existing -> existing.update());
  }

  private ObjectMeta meta(String name) {
    return new ObjectMetaBuilder().withName(name).withNamespace(world.namespace()).build();
  }
}
