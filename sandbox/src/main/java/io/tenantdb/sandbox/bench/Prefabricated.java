package io.tenantdb.sandbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * Stores as the operator would have left them, written straight into the cluster: resource with
 * finalizer and status, and Secret. They are copies of a real one under other names, so the
 * operator sees them as settled; at Neon there is nothing of them.
 */
final class Prefabricated {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ResourceKind KIND = ResourceKind.TENANT_DATABASE;
  private static final String SECRETS = "/api/v1/namespaces/" + ResourceKind.NAMESPACE + "/secrets";

  /** As the operator writes, so that the fields' owners are the same. */
  private static final String AS_OPERATOR = "?fieldManager=tenantdb-operator";

  private final KubernetesClient client;
  private final String sample;
  private final String store;
  private final String secret;
  private final String branchId;
  private final String endpointId;

  private Prefabricated(KubernetesClient client, String sample) throws JsonProcessingException {
    this.client = client;
    this.sample = sample;
    ObjectNode found = (ObjectNode) JSON.readTree(client.raw(KIND.path(sample)));
    JsonNode neon = found.path("status").path("neon");
    branchId = neon.path("branchId").asText();
    endpointId = neon.path("endpointId").asText();
    store = withoutServersFields(found);
    secret =
        withoutServersFields(
            (ObjectNode) JSON.readTree(client.raw(SECRETS + "/" + sample + "-connection")));
  }

  static Prefabricated copiesOf(KubernetesClient client, String sample) {
    try {
      return new Prefabricated(client, sample);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(sample + " cannot be read.", e);
    }
  }

  void write(List<String> names) {
    Writer.forAll(names, this::write);
  }

  private void write(String name) {
    try {
      ObjectNode copy = (ObjectNode) JSON.readTree(renamed(store, name));
      ObjectNode created =
          (ObjectNode)
              JSON.readTree(
                  client.raw(KIND.collectionPath() + AS_OPERATOR, "POST", copy.toString()));
      created.set("status", copy.get("status"));
      client.raw(KIND.path(name) + "/status" + AS_OPERATOR, "PUT", created.toString());
      ObjectNode ofStore = (ObjectNode) JSON.readTree(renamed(secret, name));
      ObjectNode owner = (ObjectNode) ofStore.at("/metadata/ownerReferences/0");
      owner.put("uid", created.at("/metadata/uid").asText());
      client.raw(SECRETS + AS_OPERATOR, "POST", ofStore.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name + " cannot be written.", e);
    }
  }

  /** Whatever names the sample, its branch or its endpoint names the copy's. */
  private String renamed(String text, String name) {
    return text.replace(ResourceKind.organizationId(sample), ResourceKind.organizationId(name))
        .replace(sample, name)
        .replace(branchId, "br-" + name)
        .replace(endpointId, "ep-" + name);
  }

  private static String withoutServersFields(ObjectNode object) {
    ((ObjectNode) object.get("metadata"))
        .remove(
            List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"));
    return object.toString();
  }
}
