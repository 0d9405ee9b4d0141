package io.tenantdb.operator.service;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.service.Callers.Caller;
import io.tenantdb.operator.service.Callers.Right;
import java.util.Optional;

/** Who gets in, to what, and how often. */
final class Gate {
  private final CachedCallers callers;
  private final Limits limits;

  Gate(CachedCallers callers, Limits limits) {
    this.callers = callers;
    this.limits = limits;
  }

  /**
   * Who calls.
   *
   * @throws Problem if it is nobody, or too often
   */
  Caller enter(Call call) {
    String token = call.token().orElseThrow(Problem::unauthorized);
    Caller caller =
        callers
            .known(token)
            .orElseGet(
                () -> {
                  limits.countStranger(call.from());
                  return callers.whoIs(token).orElseThrow(Problem::unauthorized);
                });
    limits.count(caller.name());
    return caller;
  }

  /**
   * The store, if the caller may have it. Whether there is one is told only to those who may have
   * every store: the others get the same answer, after the same question to the cluster.
   *
   * @param asked how they asked for it
   * @throws Problem if they don't get it
   */
  TenantDatabase admit(Caller caller, Optional<TenantDatabase> store, String asked) {
    Right right =
        store
            .map(found -> found.getMetadata())
            .map(found -> Right.connection(found.getNamespace(), found.getName()))
            .orElse(Right.everyConnection());
    if (!callers.may(caller, right, asked)) {
      throw Problem.forbidden();
    }
    return store.orElseThrow(() -> Problem.notFound("There is no such store."));
  }

  /**
   * Lets the caller ask for a store in the namespace.
   *
   * @throws Problem if they may not
   */
  void admitCreation(Caller caller, String namespace) {
    if (!callers.may(caller, Right.create(namespace), namespace)) {
      throw Problem.mayNotCreate();
    }
  }
}
