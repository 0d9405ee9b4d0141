/** A Neon API v2 control plane for laptops and tests, on a real PostgreSQL. */
@NullMarked
package io.tenantdb.neonlocal;

import org.jspecify.annotations.NullMarked;
