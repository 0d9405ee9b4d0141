package io.tenantdb.sandbox.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be seen of the chart without a cluster. */
class ChartTest {
  private static final Path CASES = Path.of("src", "test", "resources", "helm");
  private static final Path DEFINITIONS = Path.of("..", "crds", "manifests");
  private static final String UPDATE =
      "./mvnw -pl sandbox -am test -Dtest=ChartTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dhelm.update=true";

  private static final Pattern TABLE =
      Pattern.compile("(<!-- values: .*? -->\n).*(<!-- /values -->)", Pattern.DOTALL);

  /**
   * The chart sets these by values of their own, and what is told of who leads is the same for all
   * of its pods.
   */
  private static final Set<String> NOT_TAKEN =
      Set.of(
          "TENANTDB_LEADER_ELECTION",
          "TENANTDB_LEADER_IDENTITY",
          "TENANTDB_LEADER_LEASE_NAMESPACE",
          "TENANTDB_OPERATOR_NAMESPACE",
          "TENANTDB_WATCH_NAMESPACES",
          "TENANTDB_REGISTRY_URL",
          "TENANTDB_REGISTRY_USER",
          "TENANTDB_REGISTRY_PASSWORD",
          "TENANTDB_SERVICE_PORT",
          "TENANTDB_SERVICE_TLS_FOLDER",
          "TENANTDB_SERVICE_AUDIENCE",
          "TENANTDB_SERVICE_BASE_DOMAINS",
          "TENANTDB_HTTP_PORT");

  static List<Path> cases() throws IOException {
    return list(CASES).stream().filter(file -> file.toString().endsWith(".values.yaml")).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldRenderWhatItRenderedWhenSomebodyLastLooked(Path values) throws IOException {
    // Given
    Path golden = Path.of(values.toString().replace(".values.yaml", ".golden.yaml"));
    String rendered = Chart.render(Files.readString(values));
    if (Boolean.getBoolean("helm.update")) {
      Files.writeString(golden, rendered);
    }

    // When
    String before = Files.exists(golden) ? Files.readString(golden) : "";

    // Then
    assertThat(rendered)
        .as("%s; if that is meant: %s, and read the difference", golden, UPDATE)
        .isEqualTo(before);
  }

  @Test
  void shouldPassHelmsOwnEye() {
    // When
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

    // Then
    assertThat(result.isFailed()).isFalse();
    assertThat(result.getMessages()).allMatch(message -> message.contains("[INFO]"));
  }

  @Test
  void shouldBringTheDefinitionsAsTheyAre() throws IOException {
    // When
    List<Path> definitions = list(DEFINITIONS);
    if (Boolean.getBoolean("helm.update")) {
      for (Path definition : definitions) {
        Files.writeString(inChart(definition), Files.readString(definition));
      }
    }

    // Then
    assertThat(list(Chart.FOLDER.resolve("crds")))
        .extracting(path -> path.getFileName().toString())
        .containsExactlyElementsOf(
            definitions.stream().map(path -> path.getFileName().toString()).toList());
    for (Path definition : definitions) {
      assertThat(inChart(definition)).as(UPDATE).hasSameTextualContentAs(definition);
    }
  }

  @Test
  void shouldAskWhichNamespacesAreServed() {
    assertThatThrownBy(() -> Chart.render(""))
        .hasMessageContaining("Whose stores are to be served? Set namespaces");
    assertThatThrownBy(() -> Chart.render("{namespaces: [stores], allNamespaces: true}"))
        .hasMessageContaining("allNamespaces and namespaces are both set");
    assertThatThrownBy(() -> Chart.render("namespaces: [tenantdb-system]"))
        .hasMessageContaining("where the operator keeps API keys and keyrings");
  }

  @Test
  void shouldNameWhatIsWrongWithTheValues() {
    assertThatThrownBy(() -> Chart.render("{allNamespaces: true, replica: 2}"))
        .hasMessageContaining("replica");
    assertThatThrownBy(
            () -> Chart.render("{allNamespaces: true, settings: {TENANTDB_LOG_LEVL: debug}}"))
        .hasMessageContaining("TENANTDB_LOG_LEVL");
    assertThatThrownBy(() -> Chart.render("{allNamespaces: true, image: {digest: latest}}"))
        .hasMessageContaining("digest");
    assertThatThrownBy(() -> Chart.render("{allNamespaces: true, defaultClass: {create: true}}"))
        .hasMessageContaining("defaultClass.spec is empty");
  }

  @Test
  void shouldTakeEverySettingThatAPersonMayChoose() throws IOException {
    // Given
    Set<String> all =
        Pattern.compile("^\\| `(TENANTDB_[A-Z_]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("..", "docs", "configuration.md")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    // When
    var accepted =
        new ObjectMapper()
            .readTree(Chart.FOLDER.resolve("values.schema.json").toFile())
            .at("/properties/settings/propertyNames/enum");

    // Then
    all.removeAll(NOT_TAKEN);
    assertThat(StreamSupport.stream(accepted.spliterator(), false).map(name -> name.asText()))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void shouldSayInItsReadmeWhatEachValueMeans() throws IOException {
    // Given
    Path page = Chart.FOLDER.resolve("README.md");
    String written = Files.readString(page);
    String table = Matcher.quoteReplacement(ValuesTable.fresh());
    String fresh = TABLE.matcher(written).replaceFirst("$1" + table + "$2");
    if (Boolean.getBoolean("helm.update")) {
      Files.writeString(page, fresh);
    }

    // Then
    assertThat(Files.readString(page)).as(UPDATE).isEqualTo(fresh);
  }

  @Test
  void shouldReadSecretsOnlyWhereItServesStores() {
    // When
    List<HasMetadata> objects = Chart.objects("namespaces: [eu-stores, us-stores]");

    // Then
    assertThat(Chart.only(ClusterRole.class, withoutHook(objects)).getRules())
        .noneMatch(rule -> rule.getResources().contains("secrets"));
    assertThat(objects)
        .filteredOn(object -> object instanceof Role role && allowsSecrets(role.getRules()))
        .extracting(object -> object.getMetadata().getNamespace())
        .containsExactlyInAnyOrder(Chart.NAMESPACE, "eu-stores", "us-stores");
  }

  @Test
  void shouldAskForNoWildcardAndNoRightToHandOutRights() {
    // When
    List<PolicyRule> rules =
        Chart.objects("{allNamespaces: true, intake: {enabled: true}}").stream()
            .flatMap(ChartTest::rules)
            .toList();

    // Then
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getVerbs()).doesNotContain("*", "escalate", "bind", "impersonate");
              assertThat(rule.getResources()).doesNotContain("*");
              assertThat(rule.getApiGroups()).doesNotContain("*", "rbac.authorization.k8s.io");
            });
  }

  private static Stream<PolicyRule> rules(HasMetadata object) {
    return switch (object) {
      case ClusterRole role -> role.getRules().stream();
      case Role role -> role.getRules().stream();
      default -> Stream.of();
    };
  }

  private static boolean allowsSecrets(List<PolicyRule> rules) {
    return rules.stream().anyMatch(rule -> rule.getResources().contains("secrets"));
  }

  private static List<HasMetadata> withoutHook(List<HasMetadata> objects) {
    return objects.stream()
        .filter(object -> !object.getMetadata().getName().endsWith("-crds"))
        .toList();
  }

  private static Path inChart(Path definition) {
    return Chart.FOLDER.resolve("crds").resolve(definition.getFileName());
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
