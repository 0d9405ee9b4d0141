/** Tests of {@code io.tenantdb.neonlocal.control}. */
@NullMarked
package io.tenantdb.neonlocal.control;

import org.jspecify.annotations.NullMarked;
