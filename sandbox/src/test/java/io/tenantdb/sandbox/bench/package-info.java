/** Tests of what the bench computes and reads. */
@org.jspecify.annotations.NullMarked
package io.tenantdb.sandbox.bench;
