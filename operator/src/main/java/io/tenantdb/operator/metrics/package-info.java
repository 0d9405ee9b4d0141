/** What the operator measures: every meter's name, labels and meaning, and who shows it. */
@NullMarked
package io.tenantdb.operator.metrics;

import org.jspecify.annotations.NullMarked;
