/** What goes wrong on purpose between a client and the API. */
@NullMarked
package io.tenantdb.neonlocal.faults;

import org.jspecify.annotations.NullMarked;
