@NullMarked
package io.tenantdb.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
