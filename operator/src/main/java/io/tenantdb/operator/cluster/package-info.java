/** How the cluster is asked by those who can't wait. */
@NullMarked
package io.tenantdb.operator.cluster;

import org.jspecify.annotations.NullMarked;
