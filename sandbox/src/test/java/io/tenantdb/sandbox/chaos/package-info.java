/** A short campaign, and the judge's own rules. */
@NullMarked
package io.tenantdb.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
