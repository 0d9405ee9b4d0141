/** Tests of {@code io.tenantdb.neonlocal.postgres}. */
@NullMarked
package io.tenantdb.neonlocal.postgres;

import org.jspecify.annotations.NullMarked;
