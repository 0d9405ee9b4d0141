/** One store: observe, decide, act once, report. */
@NullMarked
package io.tenantdb.operator.tenant;

import org.jspecify.annotations.NullMarked;
