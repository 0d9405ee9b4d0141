/** The Postgres side: endpoint addresses, waking, and passing bytes to a branch's own server. */
@NullMarked
package io.tenantdb.neonlocal.proxy;

import org.jspecify.annotations.NullMarked;
