package io.tenantdb.neon.http;

import static io.tenantdb.neon.http.Samples.BRANCH_ID;
import static io.tenantdb.neon.http.Samples.ENDPOINT_ID;
import static io.tenantdb.neon.http.Samples.OPERATION_ID;
import static io.tenantdb.neon.http.Samples.PASSWORD;
import static io.tenantdb.neon.http.Samples.PROJECT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Database;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Role;
import io.tenantdb.neon.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out, and how what comes back reads; all of it checked against Neon's document. */
class HttpNeonApiTest {
  private static final Instant AT_NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final EndpointSettings SETTINGS = new EndpointSettings(0.25, 1, 0, false);

  private final NeonServer neon = new NeonServer();
  private final NeonApi api = neon.client(new MutableClock());

  @AfterEach
  void close() {
    neon.close();
  }

  @Test
  void shouldSendKeyAndRequestIdWithEachCall() {
    // Given
    neon.answer(200, "{\"account_id\": \"org-1\", \"auth_method\": \"api_key_org\"}");

    // When
    String account = api.checkKey();

    // Then
    assertThat(account).isEqualTo("org-1");
    var headers = neon.requests().getFirst().getHeaders();
    assertThat(headers.get("Authorization")).isEqualTo("Bearer " + NeonServer.KEY);
    assertThat(UUID.fromString(headers.get("X-Request-ID"))).isNotNull();
  }

  @Test
  void shouldReportEachCallByTemplateWhenItEnded() {
    // Given
    neon.answer(200, "{\"project\": " + Samples.project() + "}");

    // When
    api.at(Priority.BACKGROUND).project(PROJECT_ID);

    // Then
    assertThat(neon.calls)
        .extracting(
            NeonCalls.Call::method,
            NeonCalls.Call::template,
            NeonCalls.Call::priority,
            NeonCalls.Call::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "GET", "/projects/{project_id}", Priority.BACKGROUND, 200));
  }

  @Test
  void shouldReadProject() {
    // Given
    neon.answer(200, "{\"project\": " + Samples.project() + "}");

    // When
    Optional<Project> project = api.project(PROJECT_ID);

    // Then
    assertThat(project)
        .contains(
            new Project(PROJECT_ID, "tenants", "aws-eu-central-1", 18, 21_600, 5_000L, AT_NINE));
  }

  @Test
  void shouldSendEverythingWantedOfNewProject() {
    // Given
    neon.answer(201, Samples.createdProject());
    NewProject wanted =
        new NewProject(
            "tenants",
            "aws-eu-central-1",
            18,
            "org-1",
            "store",
            "store_owner",
            21_600L,
            SETTINGS,
            Map.of("managed-by", "tenantdb"));

    // When
    CreatedProject created = api.createProject(wanted);

    // Then
    assertThat(neon.lastBody())
        .isEqualTo(
            """
            {"project":{"name":"tenants","region_id":"aws-eu-central-1","pg_version":18,"org_id":"org-1",\
            "history_retention_seconds":21600,"branch":{"database_name":"store","role_name":"store_owner",\
            "annotations":{"managed-by":"tenantdb"}},"default_endpoint_settings":{\
            "autoscaling_limit_min_cu":0.25,"autoscaling_limit_max_cu":1.0,"suspend_timeout_seconds":0}}}""");
    assertThat(created.project().id()).isEqualTo(PROJECT_ID);
    assertThat(created.branch().annotations()).containsEntry("managed-by", "tenantdb");
    assertThat(created.endpoints()).hasSize(1);
    assertThat(created.operations()).hasSize(1);
  }

  @Test
  void shouldSendOnlyWhatIsNeededOfNewProject() {
    // Given
    neon.answer(201, Samples.createdProject());
    NewProject wanted =
        new NewProject(
            "tenants", "aws-eu-central-1", 18, null, "store", "owner", null, SETTINGS, Map.of());

    // When
    api.createProject(wanted);

    // Then
    assertThat(neon.lastBody())
        .doesNotContain("org_id", "history_retention_seconds", "annotations");
  }

  @Test
  void shouldSayThatProjectExistedWhenItIsDeleted() {
    // Given
    neon.answer(200, "{\"project\": " + Samples.project() + "}");

    // When
    boolean existed = api.deleteProject(PROJECT_ID);

    // Then
    assertThat(existed).isTrue();
    assertThat(neon.asked()).containsExactly("DELETE /projects/" + PROJECT_ID);
  }

  @Test
  void shouldReadBranchWithAnnotations() {
    // Given
    neon.answer(
        200,
        """
        {"branch": %s, "annotation": {"object": {"type": "console/branch", "id": "%s"},
         "value": {"managed-by": "tenantdb"}}}
        """
            .formatted(Samples.branch(), BRANCH_ID));

    // When
    Optional<Branch> branch = api.branch(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(branch)
        .contains(
            new Branch(
                BRANCH_ID,
                PROJECT_ID,
                "store-1",
                "br-quiet-meadow-a1b2c3d4",
                "init",
                "ready",
                false,
                true,
                Map.of("managed-by", "tenantdb"),
                31_457_280L,
                42,
                AT_NINE));
  }

  @Test
  void shouldCreateBranchWithEndpointAndAnnotationsInOneCall() {
    // Given
    neon.answer(201, Samples.createdBranch());

    // When
    CreatedBranch created =
        api.createBranch(
            PROJECT_ID,
            new NewBranch(
                "store-1", "br-quiet-meadow-a1b2c3d4", SETTINGS, Map.of("tenant-uid", "7")));

    // Then
    assertThat(neon.lastBody())
        .isEqualTo(
            """
            {"branch":{"name":"store-1","parent_id":"br-quiet-meadow-a1b2c3d4"},\
            "endpoints":[{"type":"read_write","autoscaling_limit_min_cu":0.25,\
            "autoscaling_limit_max_cu":1.0,"suspend_timeout_seconds":0}],\
            "annotation_value":{"tenant-uid":"7"}}""");
    assertThat(created.branch().annotations()).containsEntry("tenant-uid", "7");
    assertThat(created.endpoints())
        .containsExactly(
            new Endpoint(
                ENDPOINT_ID,
                PROJECT_ID,
                BRANCH_ID,
                "ep-bold-sun-k1l2m3n4.c-2.eu-central-1.aws.neon.tech",
                true,
                "init",
                "active",
                0.25,
                1,
                0,
                false,
                Instant.parse("2026-11-23T08:00:00Z")));
    assertThat(created.operations())
        .containsExactly(
            new Operation(
                OPERATION_ID,
                PROJECT_ID,
                BRANCH_ID,
                null,
                "create_branch",
                Operation.Status.UNFINISHED,
                null,
                0,
                AT_NINE));
  }

  @Test
  void shouldLeaveParentAndEndpointToNeonWhenNotGiven() {
    // Given
    neon.answer(201, Samples.createdBranch());

    // When
    api.createBranch(PROJECT_ID, new NewBranch("store-1", null, null, Map.of()));

    // Then
    assertThat(neon.lastBody()).isEqualTo("{\"branch\":{\"name\":\"store-1\"}}");
  }

  @Test
  void shouldProtectBranch() {
    // Given
    neon.answer(200, "{\"branch\": " + Samples.branch() + ", " + Samples.operations() + "}");

    // When
    List<Operation> operations = api.protectBranch(PROJECT_ID, BRANCH_ID, true);

    // Then
    assertThat(neon.lastBody()).isEqualTo("{\"branch\":{\"protected\":true}}");
    assertThat(operations).hasSize(1);
  }

  @Test
  void shouldDeleteBranch() {
    // Given
    neon.answer(200, "{\"branch\": " + Samples.branch() + ", " + Samples.operations() + "}");

    // When
    List<Operation> operations = api.deleteBranch(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(neon.asked())
        .containsExactly("DELETE /projects/" + PROJECT_ID + "/branches/" + BRANCH_ID);
    assertThat(operations).hasSize(1);
  }

  @Test
  void shouldWaitForNothingWhenDeletedBranchWasGoneAlready() {
    // Given
    neon.answer(204, "");

    // When
    List<Operation> operations = api.deleteBranch(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(operations).isEmpty();
  }

  @Test
  void shouldReadEndpoints() {
    // Given
    neon.answer(200, "{\"endpoints\": [" + Samples.endpoint() + "]}");

    // When
    List<Endpoint> endpoints = api.endpoints(PROJECT_ID);

    // Then
    assertThat(endpoints).extracting(Endpoint::id).containsExactly(ENDPOINT_ID);
  }

  @Test
  void shouldCreateReadWriteEndpoint() {
    // Given
    neon.answer(201, "{\"endpoint\": " + Samples.endpoint() + ", " + Samples.operations() + "}");

    // When
    List<Operation> operations = api.createEndpoint(PROJECT_ID, BRANCH_ID, SETTINGS);

    // Then
    assertThat(neon.lastBody())
        .isEqualTo(
            """
            {"endpoint":{"branch_id":"br-calm-river-x9y8z7w6","type":"read_write",\
            "autoscaling_limit_min_cu":0.25,"autoscaling_limit_max_cu":1.0,\
            "suspend_timeout_seconds":0,"disabled":false}}""");
    assertThat(operations).hasSize(1);
  }

  @Test
  void shouldSendAllSettingsWhenEndpointIsUpdated() {
    // Given
    neon.answer(200, "{\"endpoint\": " + Samples.endpoint() + ", " + Samples.operations() + "}");

    // When
    api.updateEndpoint(PROJECT_ID, ENDPOINT_ID, new EndpointSettings(0.5, 2, 3_600, true));

    // Then
    assertThat(neon.lastBody())
        .isEqualTo(
            """
            {"endpoint":{"autoscaling_limit_min_cu":0.5,"autoscaling_limit_max_cu":2.0,\
            "suspend_timeout_seconds":3600,"disabled":true}}""");
    assertThat(neon.asked())
        .containsExactly("PATCH /projects/" + PROJECT_ID + "/endpoints/" + ENDPOINT_ID);
  }

  @Test
  void shouldSuspendEndpointWithoutBody() {
    // Given
    neon.answer(200, "{\"endpoint\": " + Samples.endpoint() + ", " + Samples.operations() + "}");

    // When
    api.suspendEndpoint(PROJECT_ID, ENDPOINT_ID);

    // Then
    assertThat(neon.asked())
        .containsExactly("POST /projects/" + PROJECT_ID + "/endpoints/" + ENDPOINT_ID + "/suspend");
    assertThat(neon.lastBody()).isEmpty();
  }

  @Test
  void shouldAskForRecentOperationsOnce() {
    // Given
    neon.answer(200, "{" + Samples.operations() + ", \"pagination\": {\"cursor\": \"more\"}}");

    // When
    List<Operation> operations = api.recentOperations(PROJECT_ID, 50);

    // Then
    assertThat(neon.asked())
        .containsExactly("GET /projects/" + PROJECT_ID + "/operations?limit=50");
    assertThat(operations).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "scheduling, UNFINISHED",
    "running, UNFINISHED",
    "failed, UNFINISHED",
    "cancelling, UNFINISHED",
    "finished, SUCCEEDED",
    "skipped, SUCCEEDED",
    "error, FAILED",
    "cancelled, FAILED"
  })
  void shouldTellFinalFromPassingStatusOfOperation(String word, Operation.Status status) {
    // Given
    neon.answer(200, "{\"operation\": " + Samples.operation(word) + "}");

    // When
    Optional<Operation> operation = api.operation(PROJECT_ID, OPERATION_ID);

    // Then
    assertThat(operation).map(Operation::status).contains(status);
  }

  @Test
  void shouldReadRoles() {
    // Given
    neon.answer(200, "{\"roles\": [" + Samples.role() + "]}");

    // When
    List<Role> roles = api.roles(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(roles).containsExactly(new Role(BRANCH_ID, "app", false));
  }

  @Test
  void shouldReadNewPasswordWithoutShowingIt() {
    // Given
    neon.answer(200, "{\"role\": " + Samples.role() + ", " + Samples.operations() + "}");

    // When
    ResetPassword reset = api.resetPassword(PROJECT_ID, BRANCH_ID, "app");

    // Then
    assertThat(reset.password().reveal()).isEqualTo(PASSWORD);
    assertThat(reset.toString()).doesNotContain(PASSWORD);
    assertThat(reset.operations()).hasSize(1);
  }

  @Test
  void shouldReadPasswordFromTopLevel() {
    // Given
    neon.answer(200, "{\"password\": \"" + PASSWORD + "\"}");

    // When
    Optional<Secret> password = api.password(PROJECT_ID, BRANCH_ID, "app");

    // Then
    assertThat(password).contains(new Secret(PASSWORD));
  }

  @Test
  void shouldEscapeRoleNameInPath() {
    // Given
    neon.answer(200, "{\"password\": \"" + PASSWORD + "\"}");

    // When
    api.password(PROJECT_ID, BRANCH_ID, "a/b c?");

    // Then
    assertThat(neon.asked().getFirst()).endsWith("/roles/a%2Fb%20c%3F/reveal_password");
  }

  @Test
  void shouldReadDatabases() {
    // Given
    neon.answer(200, "{\"databases\": [" + Samples.database() + "]}");

    // When
    List<Database> databases = api.databases(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(databases).containsExactly(new Database(BRANCH_ID, "store", "store_owner"));
  }

  @Test
  void shouldAlwaysNameTheBranchWhenAskingForConnectionUri() {
    // Given
    neon.answer(200, "{\"uri\": \"postgresql://app:x@host/store\"}");

    // When
    Secret uri = api.connectionUri(PROJECT_ID, BRANCH_ID, "store", "app", true);

    // Then
    assertThat(uri.reveal()).isEqualTo("postgresql://app:x@host/store");
    assertThat(neon.asked().getFirst())
        .endsWith(
            "/connection_uri?branch_id="
                + BRANCH_ID
                + "&database_name=store&role_name=app&pooled=true");
  }

  @Test
  void shouldSendNothingWhenAnIdIsEmpty() {
    // When
    var refusal = assertThatIllegalArgumentException();

    // Then
    refusal
        .isThrownBy(() -> api.deleteBranch(PROJECT_ID, ""))
        .withMessageContaining("DELETE /projects/{project_id}/branches/{branch_id}");
    assertThat(neon.requests()).isEmpty();
  }

  @Test
  void shouldReadNullAsAbsent() {
    // Given
    String branch = Samples.branch().replace("\"br-quiet-meadow-a1b2c3d4\"", "null");
    neon.answerForeign(200, "{\"branch\": " + branch + ", \"annotation\": null}");

    // When
    Optional<Branch> root = api.branch(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(root.orElseThrow().parentId()).isNull();
    assertThat(root.orElseThrow().annotations()).isEmpty();
  }

  @Test
  void shouldIgnoreFieldsNobodyAsksFor() {
    // Given
    neon.answer(200, "{\"project\": {\"new\": [1], " + Samples.project().substring(1) + "}");

    // When
    Optional<Project> project = api.project(PROJECT_ID);

    // Then
    assertThat(project).isPresent();
  }
}
