/** What the cluster says of all stores and classes: claims, places, room. */
@NullMarked
package io.tenantdb.operator.fleet;

import org.jspecify.annotations.NullMarked;
