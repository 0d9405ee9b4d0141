/** The operator as a process: puts the parts together, starts and stops them. */
@NullMarked
package io.tenantdb.operator.runtime;

import org.jspecify.annotations.NullMarked;
