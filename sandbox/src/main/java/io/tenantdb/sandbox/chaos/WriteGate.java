package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A gate that writes to the cluster pass: a validating webhook. A write of the armed kind waits
 * there while something is done to the operator, and is then let through or refused.
 */
public final class WriteGate implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 10;

  private final HttpsServer server;
  private final KubernetesClient client;
  private final String name;
  private final String userPrefix;
  private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

  /** What passes the gate. */
  public enum Write {
    /** A Secret of a store. */
    SECRET("secrets"),
    /** The status of a TenantDatabase. */
    STATUS("tenantdatabases");

    private final String resource;

    Write(String resource) {
      this.resource = resource;
    }
  }

  /**
   * Waits for one write.
   *
   * @param decide is called while the write waits; whether to let it through
   */
  private record Armed(Write write, BooleanSupplier decide) {}

  private WriteGate(HttpsServer server, KubernetesClient client, String name, String userPrefix) {
    this.server = server;
    this.client = client;
    this.name = name;
    this.userPrefix = userPrefix;
  }

  /**
   * A gate for the writes of some users in a namespace, until it is closed.
   *
   * @param folder for the certificates it needs
   * @param userPrefix how the names of these users begin
   */
  public static WriteGate start(
      Path folder, KubernetesClient client, String namespace, String userPrefix) {
    try {
      Files.createDirectories(folder);
      CertificateAuthority authority = CertificateAuthority.in(folder, Clock.systemUTC());
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(authority.issue(List.of("127.0.0.1")).context()));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      WriteGate gate = new WriteGate(server, client, "gate-of-" + namespace, userPrefix);
      server.createContext("/", gate::answer);
      server.start();
      client.resource(gate.webhook(namespace, authority.certificateFile())).create();
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException("The webhook cannot be served.", e);
    }
  }

  /** The next write of this kind waits for {@code decide}, once. */
  public void arm(Write write, BooleanSupplier decide) {
    armed.set(new Armed(write, decide));
  }

  /** Nothing waits any more. */
  public void disarm() {
    armed.set(null);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
      boolean allowed = decide(request);
      String answer =
          """
          {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
           "response": {"uid": "%s", "allowed": %s}}
          """
              .formatted(request.path("uid").asText(), allowed);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private boolean decide(JsonNode request) {
    Armed waiting = armed.get();
    String user = request.path("userInfo").path("username").asText();
    if (waiting == null
        || !user.startsWith(userPrefix)
        || !request.path("resource").path("resource").asText().equals(waiting.write().resource)
        || !armed.compareAndSet(waiting, null)) {
      return true;
    }
    return waiting.decide().getAsBoolean();
  }

  private ValidatingWebhookConfiguration webhook(String namespace, Path authority)
      throws IOException {
    return new ValidatingWebhookConfigurationBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .addNewWebhook()
        .withName("gate.chaos.tenantdb.io")
        .withAdmissionReviewVersions("v1")
        .withSideEffects("None")
        .withFailurePolicy("Ignore")
        .withTimeoutSeconds(PATIENCE_SECONDS)
        .withNewClientConfig()
        .withUrl("https://127.0.0.1:%d/".formatted(server.getAddress().getPort()))
        .withCaBundle(Base64.getEncoder().encodeToString(Files.readAllBytes(authority)))
        .endClientConfig()
        .withNewNamespaceSelector()
        .addToMatchLabels("kubernetes.io/metadata.name", namespace)
        .endNamespaceSelector()
        .addNewRule()
        .withApiGroups("")
        .withApiVersions("v1")
        .withOperations("CREATE", "UPDATE")
        .withResources("secrets")
        .endRule()
        .addNewRule()
        .withApiGroups("tenantdb.io")
        .withApiVersions("*")
        .withOperations("UPDATE")
        .withResources("tenantdatabases/status")
        .endRule()
        .endWebhook()
        .build();
  }

  @Override
  public void close() {
    client.admissionRegistration().v1().validatingWebhookConfigurations().withName(name).delete();
    server.stop(0);
  }
}
