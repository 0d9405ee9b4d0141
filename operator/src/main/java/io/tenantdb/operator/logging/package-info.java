/**
 * How the operator logs: the names of keys in log lines, and one place for all libraries to log to.
 */
@NullMarked
package io.tenantdb.operator.logging;

import org.jspecify.annotations.NullMarked;
