/** Sealed connection strings: JWE compact serialization under the keys of a keyring. */
@NullMarked
package io.tenantdb.sealing;

import org.jspecify.annotations.NullMarked;
