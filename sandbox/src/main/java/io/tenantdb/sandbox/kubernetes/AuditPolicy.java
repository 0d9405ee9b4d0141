package io.tenantdb.sandbox.kubernetes;

import java.nio.file.Path;

/** What the API server writes down: every answer to a service account, without its contents. */
final class AuditPolicy {
  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
          userGroups: [system:serviceaccounts]
        - level: None
      """;

  private AuditPolicy() {}

  static Path in(Path folder) {
    return PrivateFile.write(folder.resolve("audit-policy.yaml"), POLICY);
  }
}
