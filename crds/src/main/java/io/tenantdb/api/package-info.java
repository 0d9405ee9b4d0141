/** The Kubernetes API of the operator: the types behind TenantDatabase and TenantDatabaseClass. */
@NullMarked
package io.tenantdb.api;

import org.jspecify.annotations.NullMarked;
