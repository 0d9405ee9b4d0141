package io.tenantdb.neon.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import java.util.Map;

/** What we send, in Neon's words. Endpoint {@code settings} are never sent: Neon has its own. */
final class Bodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Bodies() {}

  static ObjectNode newProject(NewProject wanted) {
    ObjectNode body = JSON.objectNode();
    ObjectNode project = body.putObject("project");
    project.put("name", wanted.name());
    project.put("region_id", wanted.regionId());
    project.put("pg_version", wanted.pgVersion());
    if (wanted.organizationId() != null) {
      project.put("org_id", wanted.organizationId());
    }
    if (wanted.historyRetentionSeconds() != null) {
      project.put("history_retention_seconds", wanted.historyRetentionSeconds());
    }
    ObjectNode branch = project.putObject("branch");
    branch.put("database_name", wanted.databaseName());
    branch.put("role_name", wanted.ownerRole());
    putTexts(branch, "annotations", wanted.branchAnnotations());
    putSize(project.putObject("default_endpoint_settings"), wanted.endpoint());
    return body;
  }

  static ObjectNode newBranch(NewBranch wanted) {
    ObjectNode body = JSON.objectNode();
    ObjectNode branch = body.putObject("branch");
    branch.put("name", wanted.name());
    if (wanted.parentId() != null) {
      branch.put("parent_id", wanted.parentId());
    }
    if (wanted.endpoint() != null) {
      // Neon has no `disabled` here: a new endpoint is always enabled.
      ObjectNode endpoint = body.putArray("endpoints").addObject();
      endpoint.put("type", "read_write");
      putSize(endpoint, wanted.endpoint());
    }
    putTexts(body, "annotation_value", wanted.annotations());
    return body;
  }

  static ObjectNode name(String name) {
    ObjectNode body = JSON.objectNode();
    body.putObject("branch").put("name", name);
    return body;
  }

  static ObjectNode protection(boolean isProtected) {
    ObjectNode body = JSON.objectNode();
    body.putObject("branch").put("protected", isProtected);
    return body;
  }

  static ObjectNode newEndpoint(String branchId, EndpointSettings settings) {
    ObjectNode body = JSON.objectNode();
    ObjectNode endpoint = body.putObject("endpoint");
    endpoint.put("branch_id", branchId);
    endpoint.put("type", "read_write");
    putSettings(endpoint, settings);
    return body;
  }

  static ObjectNode endpointChange(EndpointSettings settings) {
    ObjectNode body = JSON.objectNode();
    putSettings(body.putObject("endpoint"), settings);
    return body;
  }

  private static void putSettings(ObjectNode endpoint, EndpointSettings settings) {
    putSize(endpoint, settings);
    endpoint.put("disabled", settings.disabled());
  }

  private static void putSize(ObjectNode endpoint, EndpointSettings settings) {
    endpoint.put("autoscaling_limit_min_cu", settings.minCu());
    endpoint.put("autoscaling_limit_max_cu", settings.maxCu());
    endpoint.put("suspend_timeout_seconds", settings.suspendTimeoutSeconds());
  }

  private static void putTexts(ObjectNode parent, String name, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode object = parent.putObject(name);
      texts.forEach(object::put);
    }
  }
}
