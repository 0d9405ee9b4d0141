package io.tenantdb.sandbox.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import io.tenantdb.neonlocal.tls.ServerIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An application that asks the connection service over HTTPS, and trusts one authority only. */
final class ServiceClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final HttpClient http;
  private int port;

  ServiceClient(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    renewCertificate();
    http = newHttp();
  }

  /** The folder of the service's certificate. */
  Path folder() {
    return folder;
  }

  void connectTo(int servicePort) {
    port = servicePort;
  }

  /** The certificate is replaced, as cert-manager would. Returns its serial number. */
  String renewCertificate() throws IOException, GeneralSecurityException {
    CertificateAuthority authority =
        CertificateAuthority.in(folder.resolve("authority"), Clock.systemUTC());
    ServerIdentity identity = authority.issue(List.of("localhost", "127.0.0.1"));
    identity.write(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    try (InputStream in = Files.newInputStream(folder.resolve("tls.crt"))) {
      X509Certificate written =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return written.getSerialNumber().toString();
    }
  }

  /** The serial number of the certificate that is shown to a client who comes anew. */
  String certificateShown() throws IOException, InterruptedException, GeneralSecurityException {
    try (HttpClient fresh = newHttp()) {
      HttpResponse<Void> response =
          fresh.send(request("/v1/openapi.json", null).GET().build(), BodyHandlers.discarding());
      return ((X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0])
          .getSerialNumber()
          .toString();
    }
  }

  private HttpClient newHttp() throws IOException, GeneralSecurityException {
    return HttpClient.newBuilder().sslContext(trust()).build();
  }

  private SSLContext trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("authority").resolve("ca.crt"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** What came back. */
  record Answer(int status, String text, HttpResponse<String> response) {
    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path, @Nullable String token) throws IOException, InterruptedException {
    return send(request(path, token).GET());
  }

  Answer post(String path, @Nullable String token, String json)
      throws IOException, InterruptedException {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:%d%s".formatted(port, path)));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    http.close();
  }
}
