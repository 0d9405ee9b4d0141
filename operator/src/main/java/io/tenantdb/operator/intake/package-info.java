/** The way in: organizations that ask for a store become TenantDatabases. */
@NullMarked
package io.tenantdb.operator.intake;

import org.jspecify.annotations.NullMarked;
