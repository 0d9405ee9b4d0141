/** {@code connect} and {@code open}: a store's credentials. */
@NullMarked
package io.tenantdb.kubectl.connect;

import org.jspecify.annotations.NullMarked;
