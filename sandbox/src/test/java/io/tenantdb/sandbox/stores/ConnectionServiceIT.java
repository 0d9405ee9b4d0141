package io.tenantdb.sandbox.stores;

import static io.tenantdb.sandbox.stores.Applications.connections;
import static io.tenantdb.sandbox.stores.Applications.creation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.tenantdb.sandbox.stores.ServiceClient.Answer;
import io.tenantdb.sealing.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Applications ask for their stores' connections over HTTPS, with a ServiceAccount's token. */
@ExtendWith(SharedKubernetes.class)
class ConnectionServiceIT {
  private static final String ACME = UUID.randomUUID().toString();
  private static final Duration REVOKED_WITHIN = Duration.ofSeconds(30);

  private StoreWorld world;
  private ServiceClient service;
  private Applications applications;

  @BeforeEach
  void aPlatform(KubernetesApiServer cluster, @TempDir Path folder) throws Exception {
    service = new ServiceClient(Files.createDirectory(folder.resolve("tls")));
    world = StoreWorld.on(cluster);
    world.set("TENANTDB_SERVICE_PORT", "0");
    world.set("TENANTDB_SERVICE_ADDRESS", "127.0.0.1");
    world.set("TENANTDB_SERVICE_TLS_FOLDER", service.folder().toString());
    world.set("TENANTDB_SERVICE_BASE_DOMAINS", "shops.example.com");
    world.classes().apply(ClassTerms.usual().withIntake(world.namespace()));
    world.startOperator();
    service.connectTo(world.servicePort());
    applications = new Applications(world);
  }

  @AfterEach
  void end() throws Exception {
    service.close();
    world.close();
  }

  private void createAcme() {
    world
        .stores()
        .create(
            "acme",
            new TenantDatabaseSpec(
                ACME, "Acme Toys", "acme", world.className(), null, null, null, null, null, null));
    world.stores().awaitReady("acme");
  }

  private Answer connection(String organization, String token) throws Exception {
    return service.post("/v1/tenants/" + organization + "/connection", token, "");
  }

  @Test
  void shouldGiveAnApplicationItsStoreByHostNameAndTheStoresConnection() throws Exception {
    // Given
    createAcme();
    String token = applications.account("shop", connections());
    try (LogCapture log = LogCapture.open()) {
      // When
      Answer tenant = service.get("/v1/tenants?host=Acme.Shops.Example.com:8443", token);
      Answer connection = connection(ACME, token);

      // Then
      assertThat(tenant.status()).as(tenant.text()).isEqualTo(200);
      assertThat(tenant.json().path("organizationId").textValue()).isEqualTo(ACME);
      assertThat(tenant.json().path("status").textValue()).isEqualTo("active");
      assertThat(tenant.json().path("conditions")).hasSize(5);
      String sealed = connection.json().path("sealed").textValue();
      String uri = new Sealer(world.keyring()).open(sealed, UUID.fromString(ACME));
      assertThat(uri).startsWith("postgresql://");
      assertThat(connection.header("Cache-Control")).isEqualTo("no-store");
      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains("getConnection", ACME, ":shop", "200"))
          .noneSatisfy(line -> assertThat(line).contains(sealed))
          .noneSatisfy(line -> assertThat(line).contains(token));
    }
  }

  @Test
  void shouldTellNobodyWithoutTheRightWhetherAStoreExists() throws Exception {
    // Given
    createAcme();
    String stranger = applications.account("stranger");
    String forKubernetes = applications.token("stranger", "https://kubernetes.default.svc");
    String unknown = UUID.randomUUID().toString();

    // When // Then
    for (String path :
        List.of(
            "/v1/tenants?host=acme.shops.example.com",
            "/v1/tenants?host=none.shops.example.com",
            "/v1/tenants/" + ACME,
            "/v1/tenants/" + unknown)) {
      assertThat(service.get(path, null).status()).as(path).isEqualTo(401);
      assertThat(service.get(path, "rubbish").status()).as(path).isEqualTo(401);
      assertThat(service.get(path, forKubernetes).status()).as(path).isEqualTo(401);
      assertThat(service.get(path, stranger).status()).as(path).isEqualTo(403);
    }
    assertThat(connection(ACME, stranger).text()).isEqualTo(connection(unknown, stranger).text());
    assertThat(service.get("/v1/tenants/" + ACME, null).header("WWW-Authenticate"))
        .isEqualTo("Bearer");
  }

  @Test
  void shouldStopGivingWhenTheRightIsTakenAway() throws Exception {
    // Given
    createAcme();
    String token = applications.account("shop", connections());
    assertThat(connection(ACME, token).status()).isEqualTo(200);

    // When
    applications.grant("shop");

    // Then
    await()
        .atMost(REVOKED_WITHIN)
        .untilAsserted(() -> assertThat(connection(ACME, token).status()).isEqualTo(403));
  }

  @Test
  void shouldSayWhyAStoreHasNoConnection() throws Exception {
    // Given
    createAcme();
    String token = applications.account("shop", connections());

    // When
    world.stores().edit("acme", Specs.suspended(true));
    world.stores().awaitCondition("acme", "False", Reason.Suspended);

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(() -> assertThat(connection(ACME, token).status()).isEqualTo(409));
    assertThat(connection(ACME, token).json().path("detail").textValue()).contains("Suspended");
    assertThat(service.get("/v1/tenants/" + ACME, token).json().path("status").textValue())
        .isEqualTo("suspended");
  }

  @Test
  void shouldSlowDownACallerWhoAsksTooOften() throws Exception {
    // Given
    String token = applications.account("shop", connections());

    // When
    Answer last = service.get("/v1/tenants/" + ACME, token);
    for (int i = 0; i < 2000 && last.status() != 429; i++) {
      last = service.get("/v1/tenants/" + ACME, token);
    }

    // Then
    assertThat(last.status()).isEqualTo(429);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
  }

  @Test
  void shouldMakeAStoreThatIsAskedForOnceHoweverOften() throws Exception {
    // Given
    String token = applications.account("signup", connections(), creation());
    String organization = UUID.randomUUID().toString();
    String body =
        """
        {"organizationId": "%s", "storeName": "New \\"Store\\"", "subdomain": "fresh"}
        """
            .formatted(organization);

    // When
    Answer first = service.post("/v1/tenants", token, body);
    Answer second = service.post("/v1/tenants", token, body);
    Answer other = service.post("/v1/tenants", token, body.replace("fresh", "stale"));

    // Then
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(second.status()).as(second.text()).isEqualTo(202);
    assertThat(other.status()).as(other.text()).isEqualTo(409);
    assertThat(service.get(first.header("Location"), token).status()).isEqualTo(200);
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(() -> assertThat(connection(organization, token).status()).isEqualTo(200));
    assertThat(
            world
                .client()
                .resources(TenantDatabase.class)
                .inNamespace(world.namespace())
                .list()
                .getItems())
        .singleElement()
        .satisfies(
            store -> {
              assertThat(store.getSpec().storeName()).isEqualTo("New \"Store\"");
              assertThat(store.getMetadata().getAnnotations().get("tenantdb.io/requested-by"))
                  .isEqualTo("system:serviceaccount:%s:signup".formatted(world.namespace()));
            });
  }

  @Test
  void shouldRefuseBadRequestsAndSayWhatToDo() throws Exception {
    // Given
    String token = applications.account("signup", creation());
    String reader = applications.account("reader", connections());
    String good = "{\"organizationId\": \"%s\", \"storeName\": \"New\"%s}";

    // When // Then
    assertDetail(400, "organizationId", service.post("/v1/tenants", token, "{}"));
    assertDetail(400, "JSON", service.post("/v1/tenants", token, "null"));
    assertDetail(400, "body", service.post("/v1/tenants", token, "{"));
    assertDetail(
        400, "colour", service.post("/v1/tenants", token, good.formatted(ACME, ", \"colour\": 1")));
    assertDetail(
        400,
        "subdomain",
        service.post("/v1/tenants", token, good.formatted(ACME, ", \"subdomain\": \"A b\"")));
    assertDetail(400, "UUID", service.post("/v1/tenants", token, good.formatted("1-1-1-1-1", "")));
    assertDetail(400, "UUID", service.get("/v1/tenants/x", reader));
    assertDetail(400, "host", service.get("/v1/tenants", reader));
    assertDetail(413, "bytes", service.post("/v1/tenants", token, " ".repeat(20_000)));
    assertDetail(403, "create", service.post("/v1/tenants", reader, good.formatted(ACME, "")));
    assertDetail(
        403,
        "create",
        service.post("/v1/tenants", token, good.formatted(ACME, ", \"region\": \"us-east-9\"")));
    assertDetail(404, "openapi", service.get("/", token));
    assertDetail(405, "GET, POST", service.send(service.request("/v1/tenants", token).DELETE()));
    assertThat(world.stores().ready()).isZero();
  }

  private static void assertDetail(int status, String word, Answer answer) throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("status").intValue()).isEqualTo(status);
    assertThat(answer.json().path("detail").textValue()).contains(word);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void shouldShowItsNewCertificateOnceThereIsOne() throws Exception {
    // Given
    String before = service.certificateShown();

    // When
    String renewed = service.renewCertificate();

    // Then
    assertThat(renewed).isNotEqualTo(before);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(service.certificateShown()).isEqualTo(renewed));
  }
}
