/** The resource definitions that this build brings, and how a cluster gets them. */
@NullMarked
package io.tenantdb.operator.definitions;

import org.jspecify.annotations.NullMarked;
