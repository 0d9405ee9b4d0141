package io.tenantdb.sandbox.helm;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Secret;
import io.tenantdb.neon.http.HttpNeonApi;
import io.tenantdb.neon.http.NeonCalls;
import io.tenantdb.neon.http.RequestBudget;
import io.tenantdb.neonlocal.NeonLocalConfig;
import io.tenantdb.neonlocal.NeonLocalServer;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What an installed operator talks to outside its cluster: Neon, the registry; and its callers. */
final class Outside implements AutoCloseable {
  static final String API_KEY = "napi_of_the_operator";
  static final String PROJECT = "stores-eu-00000001";

  private static final String KEY_OF_THE_TEST = "napi_of_the_test";

  /** More than the pods of a story. */
  private static final int POD_ADDRESSES = 40;

  private final NeonLocalServer neon;
  private final EmbeddedPostgres registry;
  private final Path folder;
  private final CertificateAuthority authority;

  private Outside(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    neon = startNeon(folder);
    registry = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("registry")).start();
    authority = CertificateAuthority.in(folder.resolve("authority"), Clock.systemUTC());
  }

  static Outside start(Path folder) throws Exception {
    return new Outside(folder);
  }

  private static NeonLocalServer startNeon(Path folder) throws Exception {
    Map<String, String> texts = new HashMap<>();
    texts.put("stateFolder", folder.resolve("neon").toString());
    texts.put("api.port", "0");
    texts.put("postgres.port", "0");
    texts.put("postgres.addresses", System.getProperty("neon-local.addresses", "127.64"));
    texts.put("seed.id", PROJECT);
    texts.put("keys.0.key", API_KEY);
    texts.put("keys.1.key", KEY_OF_THE_TEST);
    return NeonLocalServer.start(NeonLocalConfig.of(texts), List.of(), Clock.systemUTC());
  }

  String neonUrl() {
    return neon.baseUrl().toString();
  }

  /** The ids of branches that are neither the default one nor a template. */
  Set<String> branchesOfStores() {
    return HttpNeonApi.create(
            neon.baseUrl(),
            new Secret(KEY_OF_THE_TEST),
            RequestBudget.ofNeonAccount(Clock.systemUTC()),
            NeonCalls.ignored(),
            Clock.systemUTC())
        .branches(PROJECT)
        .stream()
        .filter(branch -> branch.name().startsWith("store-"))
        .map(Branch::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Map<String, String> registrySecret() {
    return Map.of(
        "url",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()),
        "user",
        "postgres",
        "password",
        "postgres");
  }

  void insertOrganization(String name, String subdomain) throws Exception {
    try (Connection connection = registry.getPostgresDatabase().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into organizations (id, name, subdomain) values (?, ?, ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, name);
      insert.setString(3, subdomain);
      insert.executeUpdate();
    }
  }

  /** A certificate for every address that a pod may get, as a Secret holds it. */
  Map<String, String> certificate() {
    List<String> hosts =
        IntStream.rangeClosed(1, POD_ADDRESSES).mapToObj(i -> "127.77.0." + i).toList();
    try {
      authority.issue(hosts).write(folder.resolve("tls.crt"), folder.resolve("tls.key"));
      return Map.of(
          "tls.crt",
          Files.readString(folder.resolve("tls.crt")),
          "tls.key",
          Files.readString(folder.resolve("tls.key")));
    } catch (IOException e) {
      throw new UncheckedIOException("Not written.", e);
    }
  }

  /** Asks the connection service at an address, trusting its authority only. */
  String ask(String address, String path, String token) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(trust()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://%s:8443%s".formatted(address, path)))
              .header("Authorization", "Bearer " + token)
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private SSLContext trust() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(authority.certificateFile())) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() throws IOException {
    neon.close();
    registry.close();
  }
}
