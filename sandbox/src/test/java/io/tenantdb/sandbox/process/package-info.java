@NullMarked
package io.tenantdb.sandbox.process;

import org.jspecify.annotations.NullMarked;
