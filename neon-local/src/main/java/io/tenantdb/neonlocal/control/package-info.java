/** The control plane: state, operations, computes, and the rules of Neon. */
@NullMarked
package io.tenantdb.neonlocal.control;

import org.jspecify.annotations.NullMarked;
