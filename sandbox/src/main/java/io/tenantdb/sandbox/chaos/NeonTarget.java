package io.tenantdb.sandbox.chaos;

import java.net.URI;

/**
 * The Neon account that a campaign takes place in.
 *
 * @param apiUrl base URL of the API, as the operator is told it
 * @param operatorKey the operator's API key
 * @param judgeKey another key of scope account, so that calls of ours can be told from the
 *     operator's; the same one where there is no other
 * @param projectId the project that stores of the class {@code shared} are branches of
 * @param region for example {@code eu-central-1}
 */
record NeonTarget(
    URI apiUrl, String operatorKey, String judgeKey, String projectId, String region) {

  /** Whether calls of the operator can be told from those of the campaign. */
  boolean hasOwnKeyForJudge() {
    return !operatorKey.equals(judgeKey);
  }

  @Override
  public String toString() {
    return "NeonTarget[%s, project %s in %s]".formatted(apiUrl, projectId, region);
  }
}
