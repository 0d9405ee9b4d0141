/** One change at a time in a Neon project, without a thread that waits. */
@NullMarked
package io.tenantdb.neon.lanes;

import org.jspecify.annotations.NullMarked;
