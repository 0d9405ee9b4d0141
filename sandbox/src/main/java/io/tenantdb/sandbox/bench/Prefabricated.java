package io.tenantdb.sandbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stores as the operator would have left them, written straight into the cluster and into Neon:
 * resource with finalizer and status, Secret, branch with endpoint. They are copies of a real one
 * under other names, spread over all projects, so the operator sees them as settled; but nobody can
 * connect to them.
 */
final class Prefabricated {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ResourceKind KIND = ResourceKind.TENANT_DATABASE;
  private static final String SECRETS = "/api/v1/namespaces/" + ResourceKind.NAMESPACE + "/secrets";

  /** As the operator writes, so that the fields' owners are the same. */
  private static final String AS_OPERATOR = "?fieldManager=tenantdb-operator";

  private final KubernetesClient client;
  private final BenchNeon neon;
  private final List<Home> homes;
  private final String sample;
  private final String store;
  private final String secret;
  private final String branchId;
  private final String endpointId;
  private final Home home;

  /** Where stores are, and the branch there that they are copied from. */
  private record Home(String projectId, String templateId) {}

  private Prefabricated(BenchPlace place, String sample) throws JsonProcessingException {
    this.client = place.cluster().client();
    this.neon = place.neon();
    this.sample = sample;
    homes =
        neon.projects().stream()
            .map(project -> new Home(project, place.tenantClass().templateBranch(project)))
            .toList();
    ObjectNode found = (ObjectNode) JSON.readTree(client.raw(KIND.path(sample)));
    JsonNode where = found.path("status").path("neon");
    branchId = where.path("branchId").asText();
    endpointId = where.path("endpointId").asText();
    home =
        homes.stream()
            .filter(each -> each.projectId().equals(where.path("projectId").asText()))
            .findFirst()
            .orElseThrow();
    store = withoutServersFields(found);
    secret =
        withoutServersFields(
            (ObjectNode) JSON.readTree(client.raw(SECRETS + "/" + sample + "-connection")));
  }

  static Prefabricated copiesOf(BenchPlace place, String sample) {
    try {
      return new Prefabricated(place, sample);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(sample + " cannot be read.", e);
    }
  }

  void write(List<String> names) {
    List<Map<String, String>> copies =
        IntStream.range(0, names.size())
            .mapToObj(i -> renaming(names.get(i), homes.get(i % homes.size())))
            .toList();
    neon.copyBranch(home.projectId(), branchId, copies);
    Writer.forAll(copies, this::write);
  }

  private void write(Map<String, String> renaming) {
    String name = renaming.getOrDefault(sample, sample);
    try {
      ObjectNode copy = (ObjectNode) JSON.readTree(renamed(store, renaming));
      ObjectNode created =
          (ObjectNode)
              JSON.readTree(
                  client.raw(KIND.collectionPath() + AS_OPERATOR, "POST", copy.toString()));
      created.set("status", copy.get("status"));
      client.raw(KIND.path(name) + "/status" + AS_OPERATOR, "PUT", created.toString());
      ObjectNode ofStore = (ObjectNode) JSON.readTree(renamed(secret, renaming));
      ObjectNode owner = (ObjectNode) ofStore.at("/metadata/ownerReferences/0");
      owner.put("uid", created.at("/metadata/uid").asText());
      client.raw(SECRETS + AS_OPERATOR, "POST", ofStore.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name + " cannot be written.", e);
    }
  }

  /** What names the sample, its branch, endpoint or place, and what names the copy's instead. */
  private Map<String, String> renaming(String name, Home newHome) {
    Map<String, String> renaming = new LinkedHashMap<>();
    renaming.put(ResourceKind.organizationId(sample), ResourceKind.organizationId(name));
    renaming.put(sample, name);
    renaming.put(branchId, "br-" + name);
    renaming.put(endpointId, "ep-" + name);
    renaming.put(home.projectId(), newHome.projectId());
    renaming.put(home.templateId(), newHome.templateId());
    return renaming;
  }

  private static String renamed(String text, Map<String, String> renaming) {
    String copy = text;
    for (Map.Entry<String, String> each : renaming.entrySet()) {
      copy = copy.replace(each.getKey(), each.getValue());
    }
    return copy;
  }

  private static String withoutServersFields(ObjectNode object) {
    ((ObjectNode) object.get("metadata"))
        .remove(
            List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"));
    return object.toString();
  }
}
