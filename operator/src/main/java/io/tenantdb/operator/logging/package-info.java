/** The names of keys in log lines. */
@NullMarked
package io.tenantdb.operator.logging;

import org.jspecify.annotations.NullMarked;
