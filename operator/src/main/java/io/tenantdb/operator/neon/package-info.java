/** Changes at Neon, one at a time in a project, and marks of ownership. */
@NullMarked
package io.tenantdb.operator.neon;

import org.jspecify.annotations.NullMarked;
