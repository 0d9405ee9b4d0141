/** What the bench reads and computes, and that it runs. */
@NullMarked
package io.tenantdb.sandbox.bench;

import org.jspecify.annotations.NullMarked;
