/** What was asked of the API, and what became of it. */
@NullMarked
package io.tenantdb.neonlocal.journal;

import org.jspecify.annotations.NullMarked;
