/** The commands of the operator program. */
@NullMarked
package io.tenantdb.operator.cli;

import org.jspecify.annotations.NullMarked;
