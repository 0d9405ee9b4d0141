/** The cluster as the caller of the plugin may read it. */
@NullMarked
package io.tenantdb.kubectl.cluster;

import org.jspecify.annotations.NullMarked;
