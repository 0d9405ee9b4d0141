package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.views.ProjectView;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was told of templates. */
final class SeenTemplates implements TemplateNews {
  final List<String> gone = new ArrayList<>();

  /** {@code class/project} for each look. */
  final List<String> seen = new ArrayList<>();

  @Override
  public void gone(TenantDatabaseClass tenantClass) {
    gone.add(tenantClass.getMetadata().getName());
  }

  @Override
  public void seen(TenantDatabaseClass tenantClass, ProjectView project) {
    seen.add(tenantClass.getMetadata().getName() + "/" + project.projectId());
  }
}
