/** What is known of each project: read once for the whole fleet, kept true by our own changes. */
@NullMarked
package io.tenantdb.neon.views;

import org.jspecify.annotations.NullMarked;
