/** Real PostgreSQL: its binaries, a server process, and what is said to it as cloud_admin. */
@NullMarked
package io.tenantdb.neonlocal.postgres;

import org.jspecify.annotations.NullMarked;
