/** For applications on Hibernate; {@code hibernate-core} is an optional dependency. */
@NullMarked
package io.tenantdb.connections.hibernate;

import org.jspecify.annotations.NullMarked;
