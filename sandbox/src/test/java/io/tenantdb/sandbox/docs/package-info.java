/** What the pages say is tried: their YAML is applied, their links lead somewhere. */
@NullMarked
package io.tenantdb.sandbox.docs;

import org.jspecify.annotations.NullMarked;
