/** The floor of the technology: an operator on the same framework that does next to nothing. */
@NullMarked
package io.tenantdb.sandbox.bench.bare;

import org.jspecify.annotations.NullMarked;
