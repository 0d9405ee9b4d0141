package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation;
import java.util.List;

/** Something a call made or changed, and the operations that will make it true. */
public record Made<T>(T value, List<Operation> operations) {}
