/** The certificate authority whose certificates the computes show. */
@NullMarked
package io.tenantdb.neonlocal.tls;

import org.jspecify.annotations.NullMarked;
