/** The generated forms of the API, and that they are fresh. */
@NullMarked
package io.tenantdb.api;

import org.jspecify.annotations.NullMarked;
