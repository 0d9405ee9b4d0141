package io.tenantdb.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tenantdb.operator.metrics.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps docs/architecture.md true: who may know whom, and how classes are made. */
final class ArchitectureTest {
  private static final Set<String> MAKES_A_METER =
      Set.of("builder", "counter", "gauge", "more", "summary", "timer");

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // JMH writes these.
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("io.tenantdb");

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.House#all")
  void shouldFindEveryHouse(House house) {
    assertThat(PRODUCTION.that(resideInAPackage(house.packages()))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.House#all")
  void shouldKnowOnlyTheHousesItMay(House house) {
    noClasses()
        .that()
        .resideInAPackage(house.packages())
        .should()
        .dependOnClassesThat(resideInAny(house.strangers()))
        .check(PRODUCTION);
  }

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.House#all")
  void shouldKnowOnlyTheLibrariesItMay(House house) {
    noClasses()
        .that()
        .resideInAPackage(house.packages())
        .should()
        .dependOnClassesThat(resideInAny(house.forbiddenLibraries()))
        .check(PRODUCTION);
  }

  private static DescribedPredicate<JavaClass> resideInAny(List<String> packages) {
    return resideInAnyPackage(packages.toArray(String[]::new));
  }

  @Test
  void shouldDescribeTheApiWithAnnotationsAndModelsOnly() {
    classes()
        .that()
        .resideInAPackage("io.tenantdb.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tenantdb.api..",
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..",
            "io.fabric8.crd.generator.annotation..",
            "io.fabric8.generator.annotation..",
            "io.fabric8.kubernetes.model.annotation..",
            "io.fabric8.kubernetes.api.model..",
            "io.fabric8.kubernetes.client")
        .check(PRODUCTION);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices().matching("io.tenantdb.(**)").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void shouldMarkEveryPackageForNullness() {
    assertThat(PRODUCTION.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allSatisfy(
            found ->
                assertThat(found.isAnnotatedWith(NullMarked.class))
                    .as("%s has a package-info with @NullMarked", found.getName())
                    .isTrue());
  }

  @Test
  void shouldNameClassesByWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Processor)")
        .check(PRODUCTION);
  }

  @Test
  void shouldKeepNoStaticState() {
    fields().that().areStatic().should().beFinal().check(PRODUCTION);
  }

  @Test
  void shouldLeaveTheTerminalToPrograms() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        PRODUCTION.that(
            resideInAnyPackage(
                House.packages("api"),
                "io.tenantdb.sealing",
                House.packages("neon"),
                House.packages("schema"),
                "io.tenantdb.operator.tenant..",
                "io.tenantdb.operator.tenantclass..")));
  }

  @Test
  void shouldLogThroughSlf4j() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(PRODUCTION);
  }

  /** So that docs/reference/metrics.md, which is made of {@link Meters}, has them all. */
  @Test
  void shouldMeasureByDeclaredMetersOnly() {
    noClasses()
        .that()
        .resideInAPackage(House.packages("operator"))
        .and()
        .resideOutsideOfPackage("io.tenantdb.operator.metrics..")
        .should()
        .callMethodWhere(makesAMeter())
        .check(PRODUCTION);
  }

  private static DescribedPredicate<JavaMethodCall> makesAMeter() {
    return describe(
        "makes a meter",
        call ->
            call.getTargetOwner().getPackageName().startsWith("io.micrometer.core.instrument")
                && MAKES_A_METER.contains(call.getName()));
  }

  /** Reconcilers and what they use can be run on a simulated clock, without threads. */
  @Test
  void shouldTakeTimeFromAClockAndNeverSleep() {
    noClasses()
        .that()
        .resideInAnyPackage(House.packages("neon"), House.packages("operator"))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .check(PRODUCTION);
  }
}
