/** For applications on Spring; {@code spring-jdbc} is an optional dependency. */
@NullMarked
package io.tenantdb.connections.spring;

import org.jspecify.annotations.NullMarked;
