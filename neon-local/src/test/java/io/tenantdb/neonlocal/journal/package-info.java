/** Tests of the journal. */
@NullMarked
package io.tenantdb.neonlocal.journal;

import org.jspecify.annotations.NullMarked;
