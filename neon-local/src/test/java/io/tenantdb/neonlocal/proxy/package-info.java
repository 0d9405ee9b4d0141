/** Tests of {@code io.tenantdb.neonlocal.proxy}. */
@NullMarked
package io.tenantdb.neonlocal.proxy;

import org.jspecify.annotations.NullMarked;
