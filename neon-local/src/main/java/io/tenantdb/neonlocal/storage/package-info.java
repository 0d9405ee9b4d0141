/** Branch data at rest: shared compressed files, trees of them, and folders made from trees. */
@NullMarked
package io.tenantdb.neonlocal.storage;

import org.jspecify.annotations.NullMarked;
