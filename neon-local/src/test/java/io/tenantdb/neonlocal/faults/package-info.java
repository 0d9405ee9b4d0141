/** Tests of what goes wrong on purpose. */
@NullMarked
package io.tenantdb.neonlocal.faults;

import org.jspecify.annotations.NullMarked;
