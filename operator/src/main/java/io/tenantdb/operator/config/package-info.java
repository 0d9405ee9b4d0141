/** The operator's settings, read once from the environment and checked as a whole. */
@NullMarked
package io.tenantdb.operator.config;

import org.jspecify.annotations.NullMarked;
