package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.tenantdb.sandbox.stores.PluginUser.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kubectl tenantdb} of people with few rights, run by the real kubectl. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlPluginIT {
  private static final String HOSTILE = "Robert'); DROP TABLE products;-- \u202Eevil $(id) `id`";

  private StoreWorld world;
  private PluginUser reader;
  private PluginUser clerk;
  private PluginUser holder;

  /** Rights as the plugin's README describes them. */
  @BeforeAll
  void storesAndPeople(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster);
    // Orphans are told of by an operator that sees the whole cluster only.
    world.set("TENANTDB_WATCH_NAMESPACES", "");
    world.startOperator();
    world.classes().apply().awaitReady();
    world.stores().create("acme", world.stores().spec("Acme Toys"));
    world.stores().create("bobby", world.stores().spec(HOSTILE));
    world.stores().awaitReady("acme");
    world.stores().awaitReady("bobby");
    grant("reader", "--verb=get,list", "--resource=tenantdatabases,tenantdatabaseclasses");
    grant("holder", "--verb=get,list", "--resource=tenantdatabases,tenantdatabaseclasses,secrets");
    grant("clerk", "--verb=get", "--resource=tenantdatabases,tenantdatabaseclasses");
    reader = user("reader");
    holder = user("holder");
    clerk = user("clerk");
  }

  @AfterAll
  void end() throws Exception {
    for (String name : new String[] {"reader", "holder", "clerk"}) {
      kubectl("delete", "clusterrole,clusterrolebinding", name + "-" + world.namespace());
    }
    world.close();
  }

  private void grant(String name, String... rights) {
    String role = name + "-" + world.namespace();
    kubectl("create", "serviceaccount", name, "-n", world.namespace());
    String[] create = {"create", "clusterrole", role};
    String[] all = Arrays.copyOf(create, create.length + rights.length);
    System.arraycopy(rights, 0, all, create.length, rights.length);
    kubectl(all);
    kubectl(
        "create",
        "clusterrolebinding",
        role,
        "--clusterrole=" + role,
        "--serviceaccount=%s:%s".formatted(world.namespace(), name));
  }

  private PluginUser user(String name) {
    return PluginUser.with(world.cluster().kubeconfigFor(world.namespace(), name));
  }

  private void kubectl(String... arguments) {
    world.cluster().kubectl().run(arguments);
  }

  private String operatorNamespace() {
    return "--operator-namespace=" + world.operatorNamespace();
  }

  @Test
  void shouldCountTheFleet() throws Exception {
    // When
    Answer answer = reader.tenantdb("status", "-n", world.namespace());

    // Then
    assertThat(answer.status()).as(answer.all()).isZero();
    assertThat(answer.out())
        .contains("stores in namespace " + world.namespace())
        .containsPattern("PHASE +STORES")
        .containsPattern("Ready +\\d")
        .containsPattern(world.className() + " +\\d+ +Ready");
  }

  @Test
  void shouldAnswerProgramsInJson() throws Exception {
    // When
    Answer answer = reader.tenantdb("status", "-A", "-o", "json");

    // Then
    assertThat(answer.status()).as(answer.all()).isZero();
    Map<?, ?> content =
        world.client().getKubernetesSerialization().unmarshal(answer.out(), Map.class);
    assertThat((Integer) content.get("stores")).isGreaterThanOrEqualTo(2);
    assertThat(String.valueOf(content.get("phases"))).contains("Ready=");
  }

  @Test
  void shouldShowAReadyStoreOnOneScreen() throws Exception {
    // When
    Answer answer = reader.tenantdb("why", "acme", "-n", world.namespace(), operatorNamespace());

    // Then
    assertThat(answer.status()).as(answer.all()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .contains("(Acme Toys): Ready", "Waits for nothing", world.className() + ", Ready")
        .contains("Next      kubectl tenantdb connect acme -n " + world.namespace())
        .contains(requireNonNull(world.stores().location("acme").branchId()))
        .containsPattern("\\[x\\] CredentialsReady +for")
        .contains("you may not list events.events.k8s.io here")
        .contains("you may not read its Lease");
    assertThat(answer.out().lines().count()).isLessThanOrEqualTo(24);
  }

  @Test
  void shouldShowEventsAndTheOperatorToThoseWhoMaySeeThem(@TempDir Path folder) throws Exception {
    // Given
    kubectl("create", "-n", world.operatorNamespace(), "-f", lease(folder).toString());
    PluginUser admin = PluginUser.with(world.cluster().kubeconfig());

    // When / Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .tenantdb("why", "acme", "-n", world.namespace(), operatorNamespace())
                            .out())
                    .containsPattern("Events +\\S+ ago Ready: ")
                    .containsPattern("Operator +pod-1 "));
  }

  /** As the operator's election writes it; that of this world acts without one. */
  private static Path lease(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("lease.yaml"),
        """
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata:
          name: tenantdb-operator
        spec:
          holderIdentity: pod-1
          renewTime: "2026-11-27T09:00:00.000000Z"
        """);
  }

  @Test
  void shouldShowNothingOfAHostileNameThatATerminalWouldObey() throws Exception {
    // When
    Answer answer = reader.tenantdb("why", "bobby", "-n", world.namespace());

    // Then
    assertThat(answer.out()).contains("\\u202eevil $(id)").doesNotContain("\u202E");
  }

  @Test
  void shouldNameTheOlderStoreThatHasTheOrganization() throws Exception {
    // Given
    TenantDatabaseSpec acme = world.stores().get("acme").getSpec();
    world.stores().create("acme-again", acme);
    world.stores().awaitCondition("acme-again", "False", Reason.OrganizationClaimed);

    // When
    Answer answer = reader.tenantdb("why", "acme-again", "-n", world.namespace());

    // Then
    assertThat(answer.out())
        .contains("Waits for a person", "docs/runbooks/OrganizationClaimed.md")
        .contains("Next      kubectl tenantdb why acme -n " + world.namespace());
  }

  @Test
  void shouldSayThatTheClassIsMissing() throws Exception {
    // Given
    TenantDatabaseSpec spec =
        Specs.inClass(world.classes("absent")).apply(world.stores().spec("Homeless"));
    world.stores().create("homeless", spec);
    world.stores().awaitCondition("homeless", "False", Reason.ClassMissing);

    // When
    Answer answer = reader.tenantdb("why", "homeless", "-n", world.namespace());
    Answer status = reader.tenantdb("status", "-n", world.namespace());

    // Then
    assertThat(answer.out())
        .contains(world.classes("absent").name() + ", which is not there")
        .contains("docs/runbooks/ClassMissing.md");
    assertThat(status.out())
        .containsPattern("ClassMissing +1 +\\S+ +kubectl tenantdb why homeless");
  }

  @Test
  void shouldFindWhatTheNameWasMeantToBe() throws Exception {
    // When
    Answer misspelt = reader.tenantdb("why", "acne", "-n", world.namespace());
    Answer elsewhere = reader.tenantdb("why", "bobby", "-n", "default");

    // Then
    assertThat(misspelt.status()).isEqualTo(66);
    assertThat(misspelt.err())
        .startsWith("kubectl-tenantdb: There is no store acne in namespace " + world.namespace())
        .contains("Do you mean acme");
    assertThat(elsewhere.err()).contains("add -n " + world.namespace());
  }

  /** The second person's grant must not meet that of the first. */
  @ParameterizedTest
  @ValueSource(strings = {"stranger", "guest"})
  void shouldSayWhichRightIsMissing(String name) throws Exception {
    // Given
    kubectl("create", "serviceaccount", name, "-n", world.namespace());
    PluginUser person = user(name);

    // When
    Answer answer = person.tenantdb("status", "-n", world.namespace());

    // Then
    assertThat(answer.status()).isEqualTo(77);
    assertThat(answer.err())
        .contains("system:serviceaccount:%s:%s may not list".formatted(world.namespace(), name))
        .contains("--serviceaccount='%s:%s'".formatted(world.namespace(), name))
        .hasLineCount(1);
    grantAsTold(answer);
    assertThat(person.tenantdb("status", "-n", world.namespace()).status()).isZero();
  }

  @Test
  void shouldAskForTheRightToTheSecretsThatAreOpenedOnly() throws Exception {
    // Given
    String[] acme = {"open", "acme", "-n", world.namespace(), operatorNamespace()};

    // When
    Answer connection = clerk.tenantdb(acme);
    grantAsTold(connection);
    Answer keyring = clerk.tenantdb(acme);
    grantAsTold(keyring);
    Answer opened = clerk.tenantdb(acme);
    Answer other = clerk.tenantdb("open", "bobby", "-n", world.namespace(), operatorNamespace());
    Answer secrets =
        clerk.shell(
            "kubectl get secret %s -n %s"
                .formatted(StoreWorld.KEY_SECRET, world.operatorNamespace()));

    // Then
    assertThat(connection.err()).contains("may not get secrets/acme-connection");
    assertThat(keyring.err()).contains("may not get secrets/" + StoreWorld.KEYRING_SECRET);
    assertThat(opened.status()).as(opened.err()).isZero();
    assertThat(other.err()).contains("may not get secrets/bobby-connection");
    assertThat(secrets.err()).contains("Forbidden");
  }

  /** As an administrator does it. */
  private void grantAsTold(Answer refused) throws IOException, InterruptedException {
    int grant = refused.err().indexOf("kubectl create");
    assertThat(grant).as(refused.all()).isPositive();
    Answer done =
        PluginUser.with(world.cluster().kubeconfig()).shell(refused.err().substring(grant));
    assertThat(done.status()).as(done.all()).isZero();
  }

  @Test
  void shouldSayThatTheApiServerCanNotBeReached(@TempDir Path folder) throws Exception {
    // Given
    String kubeconfig = Files.readString(reader.kubeconfig());
    Path wrong = folder.resolve("kubeconfig");
    Files.writeString(wrong, kubeconfig.replaceAll("127.0.0.1:\\d+", "127.0.0.1:1"));

    // When
    Answer answer = reader.tenantdb("status", "--kubeconfig", wrong.toString());
    Answer context = reader.tenantdb("status", "--context", "elsewhere");

    // Then
    assertThat(answer.status()).isEqualTo(69);
    assertThat(answer.err()).contains("https://127.0.0.1:1", "can't be reached").hasLineCount(1);
    assertThat(context.err()).contains("has no context elsewhere").hasLineCount(1);
  }

  @Test
  void shouldOpenASealedSecretForThoseWhoMayReadTheKeyring(@TempDir Path folder) throws Exception {
    // Given
    Path keyring = folder.resolve("keyring.json");
    Files.writeString(keyring, world.keyring().toJwks());
    String sealed = Stores.value(world.stores().secret("acme-connection"), "connection-string.jwe");
    String[] byName = {"open", "acme", "-n", world.namespace(), operatorNamespace()};

    // When
    Answer refused = reader.tenantdb(byName);
    Answer opened = holder.tenantdb(byName);
    Answer piped = reader.tenantdb(sealed, Map.of(), "open", "--keyring", keyring.toString());
    Answer redacted =
        reader.tenantdb("open", sealed, "--redacted", "--keyring", keyring.toString());
    Answer others =
        reader.tenantdb(
            "open",
            sealed,
            "--keyring=" + keyring,
            "--organization=" + world.stores().get("bobby").getSpec().organizationId());

    // Then
    assertThat(refused.status()).isEqualTo(77);
    assertThat(refused.err()).contains("may not get secrets");
    assertThat(opened.status()).as(opened.err()).isZero();
    assertThat(opened.out()).startsWith("postgresql://").hasLineCount(1);
    assertThat(piped.out()).isEqualTo(opened.out());
    assertThat(redacted.out()).contains(":****@").doesNotContain(password(opened.out()));
    assertThat(others.status()).isEqualTo(65);
    assertThat(others.all()).contains("sealed for organization").doesNotContain("postgresql://");
  }

  private static String password(String uri) {
    return URI.create(uri.strip()).getUserInfo().split(":", 2)[1];
  }

  /** What is in psql's place writes down what it was given, so this is said without a psql, too. */
  @Test
  void shouldGivePsqlTheCredentialsInItsEnvironmentOnly(@TempDir Path folder) throws Exception {
    // Given
    Path psql = folder.resolve("psql");
    Files.writeString(psql, "#!/bin/sh\nenv | grep ^PG\necho \"arguments: $*\"\nexit 3\n");
    Files.setPosixFilePermissions(psql, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> variables =
        Map.of(
            "PATH",
            folder + ":" + holder.plugin().getParent() + ":/usr/bin:/bin",
            "PGHOSTADDR",
            "192.0.2.1",
            "PGSERVICE",
            "elsewhere");
    String uri =
        holder.tenantdb("open", "acme", "-n", world.namespace(), operatorNamespace()).out();

    // When
    Answer answer =
        holder.tenantdb(
            "",
            variables,
            "connect",
            "acme",
            "-n",
            world.namespace(),
            operatorNamespace(),
            "--direct",
            "--",
            "-c",
            "select 1");

    // Then
    assertThat(answer.status()).as(answer.err()).isEqualTo(3);
    assertThat(answer.out())
        .contains("PGPASSWORD=" + password(uri), "PGSSLMODE=require", "PGCHANNELBINDING=require")
        .contains("arguments: -c select 1")
        .contains("PGHOST=" + URI.create(uri.strip()).getHost().replace("-pooler", ""))
        .doesNotContain("192.0.2.1", "PGSERVICE");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void shouldSayThatPsqlIsMissing(@TempDir Path folder) throws Exception {
    // Given
    for (String tool : List.of("sh", "sed", "dirname", "readlink", "mkdir")) {
      Files.createSymbolicLink(folder.resolve(tool), Path.of("/bin", tool));
    }
    String path = folder + ":" + holder.plugin().getParent();

    // When
    Answer answer =
        holder.tenantdb(
            "",
            Map.of("PATH", path),
            "connect",
            "acme",
            "-n",
            world.namespace(),
            operatorNamespace());

    // Then
    assertThat(answer.status()).as(answer.all()).isEqualTo(127);
    assertThat(answer.err()).contains("psql can't be started from the PATH").hasLineCount(1);
  }

  @Test
  void shouldQueryAStoreOfEitherFormatWithPsql() throws Exception {
    // Given
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/psql")), "psql is installed");
    world.stores().create("plain", world.stores().spec("Plain"));
    world.stores().awaitReady("plain");
    world.stores().edit("plain", Specs.secret(null, Format.ServiceBinding));
    world.stores().awaitReady("plain");
    String query = "select store_name from tenantdb.identity";

    // When
    Answer sealed = psql("acme", query);
    Answer plain = psql("plain", query);

    // Then
    assertThat(sealed.status()).as(sealed.all()).isZero();
    assertThat(sealed.out().strip()).isEqualTo("Acme Toys");
    assertThat(plain.status()).as(plain.all()).isZero();
    assertThat(plain.out().strip()).isEqualTo("Plain");
  }

  private Answer psql(String store, String query) throws Exception {
    return holder.tenantdb(
        "connect", store, "-n", world.namespace(), operatorNamespace(), "--", "-XAtc", query);
  }

  @Test
  void shouldNotConnectToASuspendedStore() throws Exception {
    // Given
    world.stores().create("resting", world.stores().spec("Resting"));
    world.stores().awaitReady("resting");
    world.stores().edit("resting", Specs.suspended(true));
    world.stores().awaitCondition("resting", "False", Reason.Suspended);

    // When
    Answer answer = psql("resting", "select 1");

    // Then
    assertThat(answer.status()).isEqualTo(75);
    assertThat(answer.err()).contains("suspended on request").hasLineCount(1);
  }

  @Test
  void shouldListOrphansOfAllClasses() throws Exception {
    // Given
    world.stores().create("leaving", world.stores().spec("Leaving"));
    world.stores().awaitReady("leaving");
    String left = requireNonNull(world.stores().location("leaving").branchId());
    world.stores().delete("leaving");
    world.stores().awaitGone("leaving");

    // When: the dry run makes the operator look now
    kubectl("annotate", "tdbc", world.className(), "tenantdb.io/remove-orphans=dry-run");

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(reader.tenantdb("orphans").out())
                    .contains("KNOWN FOR")
                    .containsPattern(
                        "%s +%s +%s ".formatted(world.className(), StoreWorld.PROJECT, left)));
    assertThat(reader.tenantdb("orphans", "-o", "json").out()).contains(left);
  }
}
