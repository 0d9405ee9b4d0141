/** Meters; {@code micrometer-core} is an optional dependency. */
@NullMarked
package io.tenantdb.connections.micrometer;

import org.jspecify.annotations.NullMarked;
