/** Sessions in the stores' databases. */
@NullMarked
package io.tenantdb.operator.database;

import org.jspecify.annotations.NullMarked;
