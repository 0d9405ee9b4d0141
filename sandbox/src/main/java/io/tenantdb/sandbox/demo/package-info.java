/** The demo: everything started, stores made, and a look round. */
@NullMarked
package io.tenantdb.sandbox.demo;

import org.jspecify.annotations.NullMarked;
