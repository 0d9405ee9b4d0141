/** {@code status}: how many stores there are, and how they are. */
@NullMarked
package io.tenantdb.kubectl.fleet;

import org.jspecify.annotations.NullMarked;
