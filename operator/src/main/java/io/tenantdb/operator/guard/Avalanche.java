package io.tenantdb.operator.guard;

import io.tenantdb.api.Annotations;
import io.tenantdb.api.TenantDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * More deletions of a class than go without a person, in words for people.
 *
 * @param pending how many wait
 * @param recently how many went in the window
 * @param newest when the last of those that wait was asked for; null when nobody knows
 */
record Avalanche(
    String className,
    boolean hasClass,
    int pending,
    int recently,
    GuardTerms terms,
    @Nullable Instant newest) {

  static Avalanche of(
      String className,
      boolean hasClass,
      Collection<TenantDatabase> pending,
      int recently,
      GuardTerms terms) {
    Instant newest =
        pending.stream()
            .map(Permission::askedFor)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new Avalanche(className, hasClass, pending.size(), recently, terms, newest);
  }

  /** What an Event on the class says. */
  String summary() {
    return count() + " " + allowAll();
  }

  /** What the condition of one of them says. */
  String message(TenantDatabase database, Permission permission) {
    String problem = permission.problem();
    return "%s Nothing is taken away meanwhile. %s This one alone: kubectl annotate tenantdatabase %s -n %s %s=%s. A deletion can't be taken back: to keep the database, set spec.deletionPolicy to Retain before you let it go, then apply the resource again.%s"
        .formatted(
            count(),
            allowAll(),
            database.getMetadata().getName(),
            database.getMetadata().getNamespace(),
            Annotations.CONFIRM_DELETION,
            database.getMetadata().getName(),
            problem == null
                ? ""
                : " The class's annotation %s %s."
                    .formatted(Annotations.ALLOW_DELETIONS_UNTIL, problem));
  }

  private String count() {
    return "The fleet guard holds the deletions of class %s until a person has looked: %d wait, %d went in the last %d s, and in that time %d go without a person."
        .formatted(className, pending, recently, terms.window().toSeconds(), terms.maxDeletions());
  }

  private String allowAll() {
    return hasClass && newest != null
        ? "To let all go that were asked for so far: kubectl annotate tenantdatabaseclass %s --overwrite %s=%s."
            .formatted(className, Annotations.ALLOW_DELETIONS_UNTIL, newest)
        : "To let all go, confirm each, or make class %s again and annotate it with %s."
            .formatted(className, Annotations.ALLOW_DELETIONS_UNTIL);
  }
}
