package io.tenantdb.neon.http;

/** Answers as Neon gives them, made up after its document. */
final class Samples {
  static final String PROJECT_ID = "late-frost-12345678";
  static final String BRANCH_ID = "br-calm-river-x9y8z7w6";
  static final String ENDPOINT_ID = "ep-bold-sun-k1l2m3n4";
  static final String OPERATION_ID = "5f0c0000-0000-4000-8000-000000000001";
  static final String PASSWORD = "npg_example_password";

  private Samples() {}

  static String branch() {
    return branch(BRANCH_ID, "store-1");
  }

  static String branch(String id, String name) {
    return """
        {"id": "%s", "project_id": "late-frost-12345678", "parent_id": "br-quiet-meadow-a1b2c3d4",
         "parent_lsn": "0/1A7F730", "name": "%s", "current_state": "init", "pending_state": "ready",
         "state_changed_at": "2026-11-23T09:00:00Z", "creation_source": "console",
         "init_source": "parent-data", "default": false, "protected": true, "cpu_used_sec": 0,
         "compute_time_seconds": 42, "active_time_seconds": 0, "written_data_bytes": 0,
         "data_transfer_bytes": 0, "logical_size": 31457280,
         "created_at": "2026-11-23T09:00:00Z", "updated_at": "2026-11-23T09:00:00Z"}\
        """
        .formatted(id, name);
  }

  static String endpoint() {
    return """
        {"id": "ep-bold-sun-k1l2m3n4", "branch_id": "br-calm-river-x9y8z7w6",
         "project_id": "late-frost-12345678",
         "host": "ep-bold-sun-k1l2m3n4.c-2.eu-central-1.aws.neon.tech",
         "proxy_host": "c-2.eu-central-1.aws.neon.tech", "region_id": "aws-eu-central-1",
         "type": "read_write", "current_state": "init", "pending_state": "active",
         "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 1,
         "suspend_timeout_seconds": 0, "settings": {}, "pooler_enabled": false,
         "pooler_mode": "transaction", "disabled": false, "passwordless_access": true,
         "provisioner": "k8s-neonvm", "creation_source": "console",
         "last_active": "2026-11-23T08:00:00Z",
         "created_at": "2026-11-23T09:00:00Z", "updated_at": "2026-11-23T09:00:00Z"}\
        """;
  }

  static String operation(String status) {
    return """
        {"id": "%s", "project_id": "late-frost-12345678", "branch_id": "br-calm-river-x9y8z7w6",
         "action": "create_branch", "status": "%s", "failures_count": 0,
         "created_at": "2026-11-23T09:00:00Z", "updated_at": "2026-11-23T09:00:00Z",
         "total_duration_ms": 0}\
        """
        .formatted(OPERATION_ID, status);
  }

  static String operations() {
    return "\"operations\": [" + operation("running") + "]";
  }

  static String createdBranch() {
    return """
        {"branch": %s, "endpoints": [%s], %s,
         "roles": [{"branch_id": "br-calm-river-x9y8z7w6", "name": "app", "protected": false,
                    "created_at": "2026-11-23T09:00:00Z", "updated_at": "2026-11-23T09:00:00Z"}],
         "databases": [%s]}
        """
        .formatted(branch(), endpoint(), operations(), database());
  }

  static String database() {
    return """
        {"id": 9554148, "branch_id": "br-calm-river-x9y8z7w6", "name": "store",
         "owner_name": "store_owner", "created_at": "2026-11-23T09:00:00Z",
         "updated_at": "2026-11-23T09:00:00Z"}\
        """;
  }

  static String role() {
    return """
        {"branch_id": "br-calm-river-x9y8z7w6", "name": "app", "protected": false,
         "password": "npg_example_password", "created_at": "2026-11-23T09:00:00Z",
         "updated_at": "2026-11-23T09:00:00Z"}\
        """;
  }

  static String project() {
    return """
        {"id": "late-frost-12345678", "platform_id": "aws", "region_id": "aws-eu-central-1",
         "name": "tenants", "provisioner": "k8s-neonvm", "pg_version": 18,
         "proxy_host": "c-2.eu-central-1.aws.neon.tech", "branch_logical_size_limit": 0,
         "branch_logical_size_limit_bytes": 0, "store_passwords": true, "cpu_used_sec": 0,
         "active_time_seconds": 0, "compute_time_seconds": 0, "written_data_bytes": 0,
         "data_transfer_bytes": 0, "data_storage_bytes_hour": 0, "creation_source": "console",
         "history_retention_seconds": 21600, "owner_id": "org-1",
         "owner": {"email": "a@example.org", "name": "", "branches_limit": 5000,
                   "subscription_type": "scale_v3"},
         "consumption_period_start": "2026-11-01T00:00:00Z",
         "consumption_period_end": "2026-12-01T00:00:00Z",
         "created_at": "2026-11-23T09:00:00Z", "updated_at": "2026-11-23T09:00:00Z"}\
        """;
  }

  static String listedProject(String id) {
    return """
        {"id": "%s", "platform_id": "aws", "region_id": "aws-eu-central-1", "name": "tenants",
         "provisioner": "k8s-neonvm", "pg_version": 18,
         "proxy_host": "c-2.eu-central-1.aws.neon.tech", "branch_logical_size_limit": 0,
         "branch_logical_size_limit_bytes": 0, "store_passwords": true, "cpu_used_sec": 0,
         "active_time": 0, "creation_source": "console", "owner_id": "org-1",
         "created_at": "2026-11-23T09:00:00Z", "updated_at": "2026-11-23T09:00:00Z"}\
        """
        .formatted(id);
  }

  static String createdProject() {
    return """
        {"project": %s, "branch": %s, "endpoints": [%s], %s, "databases": [%s], "roles": [%s],
         "connection_uris": [{"connection_uri": "postgresql://app:npg_example_password@host/store",
           "connection_parameters": {"role": "app", "password": "npg_example_password",
             "database": "store", "host": "host", "pooler_host": "pooler"}}]}
        """
        .formatted(project(), branch(), endpoint(), operations(), database(), role());
  }

  static String branchPage(String branches, String pagination) {
    return """
        {"branches": [%s], "annotations": {"br-calm-river-x9y8z7w6":
           {"object": {"type": "console/branch", "id": "br-calm-river-x9y8z7w6"},
            "value": {"managed-by": "tenantdb"}}}, "pagination": %s}
        """
        .formatted(branches, pagination);
  }
}
