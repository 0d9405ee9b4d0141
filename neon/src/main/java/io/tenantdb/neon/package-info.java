/** The Neon API in our words: what the operator may ask of Neon, and what can go wrong. */
@NullMarked
package io.tenantdb.neon;

import org.jspecify.annotations.NullMarked;
