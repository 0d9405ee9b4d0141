package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A cluster and a Neon account in which the demo takes place. Closing stops what it started. */
interface DemoPlace extends AutoCloseable {
  /** Where the operator keeps its own Secrets. */
  String OPERATOR_NAMESPACE = "tenantdb-system";

  /** Where the examples' stores live. */
  String STORE_NAMESPACE = "stores";

  /** A client that may make namespaces, resource definitions and Secrets. */
  KubernetesClient client();

  /** Where state and logs of this run go. */
  Path folder();

  /** As whom the operator reaches the cluster. */
  Path operatorKubeconfig();

  NeonTarget neon();

  /** Settings of the operator that depend on the place. */
  Map<String, String> operatorSettings();

  /** Lets applications use the connection service, if there is one; the examples are Ready. */
  void openService();

  /** Lines that tell a person how to look around, the operator's aside. */
  List<String> howToLookAround();

  @Override
  void close();

  /**
   * The Neon account and project that stores are made in.
   *
   * @param apiUrl base URL of the API
   * @param region for example {@code eu-central-1}
   */
  record NeonTarget(String apiUrl, String apiKey, String projectId, String region) {
    @Override
    public String toString() {
      return "NeonTarget[%s, project %s in %s]".formatted(apiUrl, projectId, region);
    }
  }
}
