/** The fault campaign: the real parts, disturbed by a seed, and a judge who reads them himself. */
@NullMarked
package io.tenantdb.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
