/** What the operator keeps in memory of the cluster. */
@NullMarked
package io.tenantdb.operator.cache;

import org.jspecify.annotations.NullMarked;
