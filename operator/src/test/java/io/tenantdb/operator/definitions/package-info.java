@NullMarked
package io.tenantdb.operator.definitions;

import org.jspecify.annotations.NullMarked;
