/** How long applications take to find a store, measured by JMH. */
@NullMarked
package io.tenantdb.sandbox.bench.lookup;

import org.jspecify.annotations.NullMarked;
