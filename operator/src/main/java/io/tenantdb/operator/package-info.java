/** The operator: reconciles TenantDatabase and TenantDatabaseClass resources. */
@NullMarked
package io.tenantdb.operator;

import org.jspecify.annotations.NullMarked;
