package io.tenantdb.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes kubeconfig files: where the API server is, whom to trust, and who one is. */
record Kubeconfig(int port, Path serverCertificates) {

  /** The file's text for the bearer of a token. */
  String forBearer(String user, String token) {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: sandbox
          cluster:
            server: https://127.0.0.1:%d
            certificate-authority-data: %s
        users:
        - name: %s
          user:
            token: %s
        contexts:
        - name: sandbox
          context:
            cluster: sandbox
            user: %s
        current-context: sandbox
        """
        .formatted(port, certificates(), user, token, user);
  }

  private String certificates() {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(serverCertificates));
    } catch (IOException e) {
      throw new UncheckedIOException(serverCertificates + " cannot be read.", e);
    }
  }
}
