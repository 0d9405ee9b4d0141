/** Neon's API over HTTP: deadlines, repeats of what is safe, pages, one request budget. */
@NullMarked
package io.tenantdb.neon.http;

import org.jspecify.annotations.NullMarked;
