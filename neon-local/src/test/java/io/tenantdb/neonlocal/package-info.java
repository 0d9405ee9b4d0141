/** Tests of neon-local over its API and over Postgres connections. */
@NullMarked
package io.tenantdb.neonlocal;

import org.jspecify.annotations.NullMarked;
