/** Tests of {@code io.tenantdb.neonlocal.http}. */
@NullMarked
package io.tenantdb.neonlocal.http;

import org.jspecify.annotations.NullMarked;
