package io.tenantdb.operator.simulation;

/**
 * How badly the world behaves, drawn once for a history: some are calm, some wild, some have a
 * single trouble. All of it ends at {@link #calm()}.
 */
final class Faults {
  /** Of each call to Neon: the request is lost. */
  double requestLost;

  /** The answer is lost. */
  double answerLost;

  /** The answer is lost and the effect comes later. */
  double effectLate;

  double unavailable;
  double throttled;
  double foreignLock;
  double listFails;
  double operationFails;
  double operationHangs;
  double sqlFails;
  double apiFails;
  double statusConflict;
  double death;
  double rivals;
  double registryDown;
  double ownWriteHidden;
  double coalesced;
  double hiddenReset;

  /** Milliseconds that watch events may be late. */
  long watchLag;

  /** Milliseconds that Neon's lists may be late. */
  long listLag;

  long slowestOperation;
  long slowestCall;

  private Faults() {}

  static Faults draw(long seed) {
    Chance chance = new Chance(seed, "faults");
    double wildness = chance.in(0.2) ? 0 : chance.in(0.5) ? 0.3 : 1;
    Faults faults = new Faults();
    faults.requestLost = some(chance, wildness, 0.05);
    faults.answerLost = some(chance, wildness, 0.15);
    faults.effectLate = some(chance, wildness, 0.05);
    faults.unavailable = some(chance, wildness, 0.1);
    faults.throttled = some(chance, wildness, 0.03);
    faults.foreignLock = some(chance, wildness, 0.3);
    faults.listFails = some(chance, wildness, 0.2);
    faults.operationFails = some(chance, wildness, 0.1);
    faults.operationHangs = some(chance, wildness, 0.03);
    faults.sqlFails = some(chance, wildness, 0.15);
    faults.apiFails = some(chance, wildness, 0.05);
    faults.statusConflict = some(chance, wildness, 0.1);
    faults.death = some(chance, wildness, 0.05);
    faults.rivals = some(chance, wildness, 1);
    faults.registryDown = some(chance, wildness, 0.5);
    faults.ownWriteHidden = some(chance, wildness, 0.3);
    faults.coalesced = some(chance, wildness, 0.3);
    faults.hiddenReset = some(chance, wildness, 0.2);
    faults.watchLag = chance.in(wildness * 0.4) ? chance.between(200, 20_000) : 50;
    faults.listLag = chance.in(wildness * 0.3) ? chance.between(200, 5_000) : 0;
    faults.slowestOperation = chance.in(wildness * 0.3) ? 120_000 : 4_000;
    faults.slowestCall = chance.in(wildness * 0.4) ? 8_000 : 400;
    return faults;
  }

  private static double some(Chance chance, double wildness, double most) {
    return chance.in(wildness * 0.35) ? most * (chance.below(100) + 1) / 100 : 0;
  }

  /** From now on everything works as documented. */
  void calm() {
    requestLost = 0;
    answerLost = 0;
    effectLate = 0;
    unavailable = 0;
    throttled = 0;
    foreignLock = 0;
    listFails = 0;
    operationFails = 0;
    operationHangs = 0;
    sqlFails = 0;
    apiFails = 0;
    statusConflict = 0;
    death = 0;
    rivals = 0;
    registryDown = 0;
    ownWriteHidden = 0;
    coalesced = 0;
    hiddenReset = 0;
    watchLag = 50;
    listLag = 0;
    slowestOperation = 4_000;
    slowestCall = 400;
  }
}
