package io.tenantdb.sandbox.demo;

import io.tenantdb.neonlocal.tls.CertificateAuthority;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The connection service of a demo: the files the operator serves it with, and those by which an
 * application uses it, as a pod would have them mounted. Readable by their owner only.
 */
final class ServiceFolder {
  private static final String ACCOUNT = "storefront";
  private static final String AUDIENCE = "tenantdb.io";

  private final Path tls;
  private final Path forApplications;
  private final int port = LoopbackPorts.free();

  /** Makes the service's certificate. */
  ServiceFolder(Path run) {
    tls = run.resolve("service-tls");
    forApplications = run.resolve("service");
    try {
      Files.createDirectories(forApplications);
      CertificateAuthority authority = CertificateAuthority.in(tls, Clock.systemUTC());
      authority
          .issue(List.of("localhost", "127.0.0.1"))
          .write(tls.resolve("tls.crt"), tls.resolve("tls.key"));
      Files.copy(authority.certificateFile(), forApplications.resolve("ca.crt"));
    } catch (IOException e) {
      throw new UncheckedIOException("The certificate of the connection service failed.", e);
    }
  }

  Map<String, String> operatorSettings() {
    return Map.of(
        "TENANTDB_SERVICE_PORT",
        Integer.toString(port),
        "TENANTDB_SERVICE_ADDRESS",
        "127.0.0.1",
        "TENANTDB_SERVICE_TLS_FOLDER",
        tls.toString(),
        "TENANTDB_SERVICE_BASE_DOMAINS",
        "localhost");
  }

  /** Lets an application in; its account is there. The address is written last. */
  void open(KubernetesApiServer cluster, String keyring) {
    write("keyring.json", keyring);
    write("token", cluster.token(DemoPlace.STORE_NAMESPACE, ACCOUNT, List.of(AUDIENCE)));
    write("url", "https://localhost:" + port);
  }

  private void write(String name, String content) {
    try {
      Path whole =
          Files.createTempFile(
              forApplications,
              ".new",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(whole, content);
      Files.move(whole, forApplications.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be written.", e);
    }
  }
}
