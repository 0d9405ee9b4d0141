package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.tenant.TemplateNews;
import java.util.function.Consumer;

/** Makes a class look at its templates again when others saw that they are not as it says. */
public final class ClassDoubts implements TemplateNews {
  private final ClassPass pass;
  private final Consumer<Waiter> wake;

  /**
   * Doubts of this pass's classes.
   *
   * @param wake makes a class's pass run
   */
  public ClassDoubts(ClassPass pass, Consumer<Waiter> wake) {
    this.pass = pass;
    this.wake = wake;
  }

  @Override
  public void gone(TenantDatabaseClass tenantClass) {
    pass.doubt(tenantClass);
    wake.accept(Waiter.of(tenantClass));
  }

  @Override
  public void seen(TenantDatabaseClass tenantClass, ProjectView project) {
    if (pass.hasDrifted(tenantClass, project)) {
      gone(tenantClass);
    }
  }
}
