/** Conditions and how a pass's result becomes status. */
@NullMarked
package io.tenantdb.operator.status;

import org.jspecify.annotations.NullMarked;
