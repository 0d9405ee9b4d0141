/** The laptop's own door beside Neon's API: faults, the journal, and the hands of people. */
@NullMarked
package io.tenantdb.neonlocal.admin;

import org.jspecify.annotations.NullMarked;
