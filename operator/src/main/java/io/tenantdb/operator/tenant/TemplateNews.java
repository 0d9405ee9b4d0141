package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.views.ProjectView;

/** Told what is seen of the templates of classes where stores are looked after. */
public interface TemplateNews {
  /** Neon no longer has the template that the class's status names. */
  void gone(TenantDatabaseClass tenantClass);

  /** One of the projects that the class lists, as it was just seen. */
  void seen(TenantDatabaseClass tenantClass, ProjectView project);
}
