package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.fleet.StoreTerms;

/** What a pass knows of a store's class. */
sealed interface ClassView {

  /** The class is there. */
  record Found(TenantDatabaseClass tenantClass, StoreTerms terms) implements ClassView {}

  /** The class that the store names is not there. */
  record Missing(String name) implements ClassView {}

  /** The store names none, and none is the default. */
  record NoDefault() implements ClassView {}
}
