/** {@code orphans}: databases that belong to no store. */
@NullMarked
package io.tenantdb.kubectl.orphans;

import org.jspecify.annotations.NullMarked;
