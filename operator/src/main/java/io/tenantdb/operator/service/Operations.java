package io.tenantdb.operator.service;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.intake.NewStores.Made;
import io.tenantdb.operator.intake.Organization;
import io.tenantdb.operator.intake.StoreIntake;
import io.tenantdb.operator.service.Callers.Caller;
import java.util.Objects;
import java.util.UUID;

/** What each operation of the OpenAPI document does. */
final class Operations {
  private final Gate gate;
  private final Hosts hosts;
  private final Tenants tenants;
  private final StoreIntake intake;

  Operations(Gate gate, Hosts hosts, Tenants tenants, StoreIntake intake) {
    this.gate = gate;
    this.hosts = hosts;
    this.tenants = tenants;
    this.intake = intake;
  }

  Reply findTenant(Call call) {
    Caller caller = gate.enter(call);
    String host =
        call.parameter("host")
            .filter(asked -> asked.length() <= Hosts.LONGEST)
            .orElseThrow(() -> Problem.badRequest("Ask with ?host=, such as acme.example.com."));
    return Reply.ok(
        tenants.view(
            gate.admit(caller, hosts.subdomainOf(host).flatMap(tenants::underSubdomain), host)));
  }

  Reply getTenant(Call call, String organizationId) {
    Caller caller = gate.enter(call);
    UUID organization = OrganizationIds.parse(organizationId);
    return Reply.ok(
        tenants.view(
            gate.admit(caller, tenants.ofOrganization(organization), organization.toString())));
  }

  Reply getConnection(Call call, String organizationId) {
    Caller caller = gate.enter(call);
    UUID organization = OrganizationIds.parse(organizationId);
    return AuditLog.around(
        caller,
        "getConnection",
        organization,
        () ->
            Reply.ok(
                tenants.connection(
                    gate.admit(
                        caller, tenants.ofOrganization(organization), organization.toString()))));
  }

  Reply createTenant(Call call) {
    Caller caller = gate.enter(call);
    Organization organization = NewTenant.read(call.json());
    return AuditLog.around(
        caller, "createTenant", organization.id(), () -> create(caller, organization));
  }

  private Reply create(Caller caller, Organization organization) {
    // Where no class takes it in, only who may create stores everywhere is told so.
    String namespace = intake.namespaceFor(organization.region()).orElse("");
    gate.admitCreation(caller, namespace);
    TenantDatabase store = taken(caller, organization);
    boolean isElsewhere = !store.getMetadata().getNamespace().equals(namespace);
    if (isElsewhere || !isAsAsked(store, organization)) {
      throw Problem.conflict(
          "The organization has a store already, elsewhere or with another name, subdomain or region.");
    }
    tenants.remember(store);
    return Reply.accepted("/v1/tenants/" + organization.id(), tenants.view(store));
  }

  private TenantDatabase taken(Caller caller, Organization organization) {
    try {
      return switch (intake.take(organization, new StoreIntake.Request.Call(caller.name()))) {
        case Made.Store(TenantDatabase store) -> store;
        case Made.Refused(String why) -> throw Problem.badRequest(why);
        case Made.Leaving _ ->
            throw Problem.conflict("The organization's former store is being deleted; ask again.");
        case Made.NotHere(String why) -> throw Problem.conflict(why);
      };
    } catch (KubernetesClientException e) {
      throw Problem.unavailable("The Kubernetes API takes no TenantDatabase now; ask again.");
    }
  }

  private static boolean isAsAsked(TenantDatabase store, Organization organization) {
    return store.getSpec().storeName().equals(organization.name())
        && Objects.equals(store.getSpec().subdomain(), organization.subdomain())
        && (organization.region() == null
            || organization.region().equals(store.getSpec().region()));
  }
}
