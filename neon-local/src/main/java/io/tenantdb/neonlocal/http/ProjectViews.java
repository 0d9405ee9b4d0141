package io.tenantdb.neonlocal.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantdb.neonlocal.model.Project;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What the API shows of a project: what is remembered, and the accounts of a billing that does not
 * exist.
 */
final class ProjectViews {

  private static final long LOGICAL_SIZE_LIMIT = 16L << 40;

  private final JsonMapper json;
  private final Account account;
  private final String proxyHost;

  ProjectViews(JsonMapper json, Account account, String proxyHost) {
    this.json = json;
    this.account = account;
    this.proxyHost = proxyHost;
  }

  /** The whole project. */
  ObjectNode full(Project project) {
    ObjectNode view = common(project);
    view.put("data_storage_bytes_hour", 0);
    view.put("data_transfer_bytes", 0);
    view.put("written_data_bytes", 0);
    view.put("compute_time_seconds", 0);
    view.put("active_time_seconds", 0);
    Instant month =
        project
            .createdAt()
            .atOffset(ZoneOffset.UTC)
            .withDayOfMonth(1)
            .toInstant()
            .truncatedTo(ChronoUnit.DAYS);
    view.putPOJO("consumption_period_start", month);
    view.putPOJO(
        "consumption_period_end", month.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
    ObjectNode owner = view.putObject("owner");
    owner.put("email", account.email());
    owner.put("name", account.orgName());
    owner.put("branches_limit", account.branchesLimit());
    owner.put("subscription_type", "scale_v3");
    view.remove("deleted_at");
    return view;
  }

  /** The project as lists show it. */
  ObjectNode item(Project project) {
    ObjectNode view = common(project);
    view.put("active_time", 0);
    view.put("org_name", account.orgName());
    Instant deletedAt = project.deletedAt();
    if (deletedAt != null) {
      view.putPOJO("recoverable_until", deletedAt.plus(Project.RECOVERY));
    }
    return view;
  }

  private ObjectNode common(Project project) {
    ObjectNode view = json.valueToTree(project);
    view.put("platform_id", project.regionId().startsWith("azure") ? "azure" : "aws");
    view.put("provisioner", "k8s-neonvm");
    view.put("proxy_host", proxyHost);
    view.put("branch_logical_size_limit", LOGICAL_SIZE_LIMIT >> 20);
    view.put("branch_logical_size_limit_bytes", LOGICAL_SIZE_LIMIT);
    view.put("cpu_used_sec", 0);
    view.put("creation_source", "console");
    view.put("owner_id", account.orgId());
    return view;
  }
}
