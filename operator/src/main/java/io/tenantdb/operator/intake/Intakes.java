package io.tenantdb.operator.intake;

import io.tenantdb.api.Isolation;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectTerms;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.Region;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which class takes an organization in. */
final class Intakes {
  private static final String DEFAULT_REGION = "eu-central-1";

  private final Supplier<Fleet> fleet;
  private final Set<String> served;

  /**
   * The classes of the fleet.
   *
   * @param served the namespaces that this operator serves; empty for all
   */
  Intakes(Supplier<Fleet> fleet, Set<String> served) {
    this.fleet = fleet;
    this.served = Set.copyOf(served);
  }

  /** The answer. */
  sealed interface Choice {
    /** This one, which makes its stores in {@code namespace}. */
    record Of(TenantDatabaseClass tenantClass, String namespace) implements Choice {}

    /** None; {@code why} is a sentence for people. */
    record None(String why) implements Choice {}
  }

  /** Whether any class takes organizations in. */
  boolean areOpen() {
    return open().findAny().isPresent();
  }

  /**
   * The class for a store of this region: the only one that takes stores in there, or of several
   * the one that is the default class.
   */
  Choice in(@Nullable String region) {
    List<TenantDatabaseClass> fitting =
        open()
            .filter(one -> region == null || regions(one).contains(Region.shortName(region)))
            .toList();
    if (fitting.isEmpty()) {
      return new Choice.None(whyNone(region));
    }
    Optional<TenantDatabaseClass> chosen =
        fitting.size() == 1 ? Optional.of(fitting.getFirst()) : preferred(fitting);
    return chosen
        .map(this::checked)
        .orElseGet(
            () ->
                new Choice.None(
                    "The classes %s all take stores in there and none is the default: leave spec.intake in one of them, or make one the default."
                        .formatted(names(fitting.stream()))));
  }

  private Choice checked(TenantDatabaseClass chosen) {
    String namespace = Objects.requireNonNull(chosen.getSpec().intake()).namespace();
    return served.isEmpty() || served.contains(namespace)
        ? new Choice.Of(chosen, namespace)
        : new Choice.None(
            "The class %s takes stores in in namespace %s, which this operator does not serve: see TENANTDB_WATCH_NAMESPACES."
                .formatted(chosen.getMetadata().getName(), namespace));
  }

  private Optional<TenantDatabaseClass> preferred(List<TenantDatabaseClass> fitting) {
    return fleet
        .get()
        .defaultClass()
        .map(one -> one.getMetadata().getName())
        .flatMap(
            name ->
                fitting.stream().filter(one -> one.getMetadata().getName().equals(name)).findAny());
  }

  private String whyNone(@Nullable String region) {
    List<TenantDatabaseClass> all = open().toList();
    if (all.isEmpty() || region == null) {
      return "No class takes stores in: set spec.intake in a TenantDatabaseClass.";
    }
    return "No class takes stores in in region %s; there are %s."
        .formatted(
            region,
            all.stream()
                .flatMap(one -> regions(one).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  private Stream<TenantDatabaseClass> open() {
    return fleet.get().classes().stream().filter(one -> one.getSpec().intake() != null);
  }

  private static List<String> regions(TenantDatabaseClass tenantClass) {
    TenantDatabaseClassSpec spec = tenantClass.getSpec();
    if (spec.isolation() == Isolation.Branch) {
      return spec.projects().stream().map(ProjectPlace::region).map(Region::shortName).toList();
    }
    List<String> offered =
        Optional.ofNullable(spec.projectTerms()).map(ProjectTerms::regions).orElse(List.of());
    return offered.isEmpty()
        ? List.of(
            Region.shortName(Objects.requireNonNullElse(spec.defaultRegion(), DEFAULT_REGION)))
        : offered.stream().map(Region::shortName).toList();
  }

  private static String names(Stream<TenantDatabaseClass> classes) {
    return classes
        .map(one -> one.getMetadata().getName())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
