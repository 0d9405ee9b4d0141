package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Operations that follow each other, and their end. */
record Chain(List<Operation> operations, CompletableFuture<@Nullable Void> end) {}
