/** {@code why}: one store on one screen. */
@NullMarked
package io.tenantdb.kubectl.why;

import org.jspecify.annotations.NullMarked;
