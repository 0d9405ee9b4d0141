/** The fleet guard: more deletions in a while than a class allows wait for a person. */
@NullMarked
package io.tenantdb.operator.guard;

import org.jspecify.annotations.NullMarked;
