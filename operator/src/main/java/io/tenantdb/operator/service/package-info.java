/** The connection service: what applications that are not written in Java ask for over HTTPS. */
@NullMarked
package io.tenantdb.operator.service;

import org.jspecify.annotations.NullMarked;
