package io.tenantdb.sandbox.bench;

import java.nio.file.Path;

/**
 * How Neon behaves in a measurement.
 *
 * @param limited with Neon's limits: 700 calls a minute, 0.3 s for an operation on a branch, 1 s
 *     for one on a compute; else as fast as this machine can
 * @param hollow branches share one PostgreSQL for each project instead of having one each
 * @param maxAwake how many computes may run at once
 */
record NeonTerms(boolean limited, boolean hollow, int maxAwake) {
  static final int REQUESTS_A_MINUTE = 700;
  static final int REQUESTS_A_SECOND = 40;
  static final double BRANCH_OPERATION_SECONDS = 0.3;
  static final double COMPUTE_OPERATION_SECONDS = 1.0;

  static final String API_KEY = "bench-key";
  static final String REGION = "eu-central-1";
  static final String SEED_PROJECT = "bench-stores-00000001";

  /** Neon's limit of branches less two, for the default branch and the template. */
  static final int STORES_A_PROJECT = 4_998;

  /** neon-local's settings. */
  String settings(Path folder, int apiPort, int postgresPort, String addresses) {
    return """
        stateFolder: %s
        api:
          port: %d
        postgres:
          port: %d
          addresses: "%s"
        keys:
          - key: %s
        seed:
          id: %s
          name: bench-1
          region: aws-%s
        compute:
          defaultSuspendTimeout: PT1H
        %slimits:
          maxAwake: %d
        %soperations:
          create_timeline: %s
          create_branch: %s
          delete_timeline: %s
          start_compute: %s
          suspend_compute: %s
          apply_config: %s
        """
        .formatted(
            folder,
            apiPort,
            postgresPort,
            addresses,
            API_KEY,
            SEED_PROJECT,
            REGION,
            hollow ? "  mode: hollow%n".formatted() : "",
            maxAwake,
            limited
                ? "  requestsPerMinute: %d%n  requestsPerSecond: %d%n"
                    .formatted(REQUESTS_A_MINUTE, REQUESTS_A_SECOND)
                : "",
            ofBranch(),
            ofBranch(),
            ofBranch(),
            ofCompute(),
            ofCompute(),
            ofCompute());
  }

  /** The operator's request budget: Neon's, or none to speak of. */
  int operatorRequestsAMinute() {
    return limited ? REQUESTS_A_MINUTE : 100_000;
  }

  int operatorRequestsASecond() {
    return limited ? REQUESTS_A_SECOND : 10_000;
  }

  private String ofBranch() {
    return limited ? "PT0.3S" : "PT0S";
  }

  private String ofCompute() {
    return limited ? "PT1S" : "PT0S";
  }
}
