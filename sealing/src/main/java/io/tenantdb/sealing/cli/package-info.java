/**
 * The command for a person who holds the keyring: opens and inspects sealed strings, makes and
 * rotates keys.
 */
@NullMarked
package io.tenantdb.sealing.cli;

import org.jspecify.annotations.NullMarked;
