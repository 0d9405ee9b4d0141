package io.tenantdb.kubectl.orphans;

import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.kubectl.cluster.Conditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The orphans for programs. */
record OrphansDocument(List<TenantDatabaseClass> classes) {

  Map<String, ?> content() {
    return Map.of("classes", classes.stream().map(OrphansDocument::storeClass).toList());
  }

  private static Map<String, ?> storeClass(TenantDatabaseClass storeClass) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("class", storeClass.getMetadata().getName());
    OrphanReport report = Conditions.status(storeClass).orphans();
    content.put("known", report != null && report.message() == null);
    if (report != null) {
      content.put("count", report.count());
      content.put("orphans", report.branches().stream().map(OrphansDocument::orphan).toList());
      content.put("unmarkedCount", report.unmarkedCount());
      content.put("unmarked", report.unmarked().stream().map(OrphansDocument::orphan).toList());
      content.put("message", report.message());
    }
    return content;
  }

  private static Map<String, ?> orphan(Orphan orphan) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("branchId", orphan.branchId());
    content.put("name", orphan.name());
    content.put("projectId", orphan.projectId());
    content.put("organizationId", orphan.organizationId());
    content.put("sizeBytes", orphan.sizeBytes());
    content.put("createdAt", orphan.createdAt());
    content.put("firstSeen", orphan.firstSeen());
    return content;
  }
}
