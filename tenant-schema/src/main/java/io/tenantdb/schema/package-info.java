/** The versioned schema of a store and the migrator that applies it. */
@NullMarked
package io.tenantdb.schema;

import org.jspecify.annotations.NullMarked;
