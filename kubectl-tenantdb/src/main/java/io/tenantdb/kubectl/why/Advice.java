package io.tenantdb.kubectl.why;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.Reason;
import io.tenantdb.kubectl.cluster.StoreName;
import java.util.Optional;

/**
 * What a store waits for, and what to do next.
 *
 * @param waitsFor in words
 * @param command to run next
 * @param runbook the page about it; nothing when all is well or no operator has looked
 */
record Advice(String waitsFor, String command, Optional<String> runbook) {

  static Advice on(StoreFacts facts) {
    if (!facts.isObserved()) {
      return new Advice(
          "the operator, which has not looked at the store as it is now",
          "kubectl get deployments,pods,leases -n " + facts.operatorNamespace(),
          Optional.empty());
    }
    return facts
        .reason()
        .map(reason -> on(facts, reason))
        .orElseGet(
            () ->
                new Advice(
                    "something that this command does not know; the operator may be newer",
                    "kubectl describe tdb " + facts.name().asArguments(),
                    facts.ready().map(Condition::getReason).map(Advice::page)));
  }

  private static Advice on(StoreFacts facts, Reason reason) {
    return switch (reason.awaits()) {
      case NOTHING -> new Advice("nothing", atRest(facts, reason), Optional.empty());
      case TIME ->
          new Advice(
              "time: it goes on by itself",
              waiting(facts, reason),
              Optional.of(page(reason.name())));
      case PERSON ->
          new Advice(
              "a person: nothing changes until somebody does something",
              deed(facts, reason),
              Optional.of(page(reason.name())));
    };
  }

  private static String page(String reason) {
    return "docs/runbooks/%s.md".formatted(reason.replaceAll("[^A-Za-z0-9]", "_"));
  }

  private static String atRest(StoreFacts facts, Reason reason) {
    return reason == Reason.Suspended
        ? facts.name().resumption()
        : "kubectl tenantdb connect " + facts.name().asArguments();
  }

  private static String waiting(StoreFacts facts, Reason reason) {
    String name = facts.name().asArguments();
    return switch (reason) {
      case ClassNotReady, TemplateNotReady -> aboutClass("describe", facts);
      case Deleting -> "kubectl wait --for=delete tdb/%s --timeout=10m".formatted(name);
      default -> "kubectl wait --for=condition=Ready tdb/%s --timeout=10m".formatted(name);
    };
  }

  private static String deed(StoreFacts facts, Reason reason) {
    StoreName name = facts.name();
    String editStore = "kubectl edit tdb " + name.asArguments();
    return switch (reason) {
      // Which of the two is to go, a person decides who has seen both.
      case OrganizationClaimed ->
          facts
              .owner()
              .map(owner -> "kubectl tenantdb why " + owner.asArguments())
              .orElse("kubectl describe tdb " + name.asArguments());
      case ClassMissing -> "kubectl get tdbc";
      case NoDefaultClass ->
          "kubectl patch tdbc CLASS --type=merge -p '{\"spec\":{\"default\":true}}'";
      case DatabaseElsewhere, SchemaUnknown -> editStore;
      case RegionNotOffered, NoRoom, PlanLimitReached -> aboutClass("edit", facts);
      case KeyMissing, KeyRejected, KeyringMissing, KeyringInvalid -> aboutClass("describe", facts);
      case SecretNameTaken ->
          "kubectl describe secret %s -n %s".formatted(secretName(facts), name.namespace());
      case DeletionHeld ->
          "kubectl annotate tdb %s %s=%s"
              .formatted(name.asArguments(), Annotations.CONFIRM_DELETION, name.name());
      // Of all pods, as that of a Deployment is one, perhaps the one that stands by.
      case InternalError, MigrationFailed ->
          "kubectl -n %s logs -l app.kubernetes.io/component=operator --prefix --tail=-1 --since=15m | grep %s"
              .formatted(facts.operatorNamespace(), name.name());
      default -> "kubectl describe tdb " + name.asArguments();
    };
  }

  private static String aboutClass(String verb, StoreFacts facts) {
    return "kubectl %s tdbc %s".formatted(verb, facts.className().orElse(""));
  }

  private static String secretName(StoreFacts facts) {
    var wanted = facts.store().getSpec().connectionSecret();
    return wanted == null || wanted.name() == null
        ? facts.name().name() + "-connection"
        : wanted.name();
  }
}
