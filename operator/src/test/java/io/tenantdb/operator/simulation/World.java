package io.tenantdb.operator.simulation;

import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.account.FakeOperatorSecrets;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything of one history: time, the cluster, Neon, the registry, the operator's processes. */
final class World {
  static final String INSTALLATION = "installation-1";

  /** Random, but nothing depends on what is sealed. */
  static final Sealer SEALER = new Sealer(Keyring.generate(Clock.systemUTC()));

  final Agenda agenda = new Agenda();
  final Chance whims;
  final Chance neonWhims;
  final Chance deaths;
  final Faults faults;
  final Bug bug;
  final History history;
  final Judge judge = new Judge(this);
  final Cluster cluster = new Cluster(this);
  final SimulatedNeon neon = new SimulatedNeon(this);
  final Map<UUID, RegistryEntry> registry = new HashMap<>();
  final FakeOperatorSecrets keys = new FakeOperatorSecrets();
  final int callsPerMinute;
  final int callsPerSecond;
  final long tick;
  final boolean planProtects;
  String validKey = "napi_1";
  boolean hasKeyring = true;
  private final List<SimulatedOperator> operators = new ArrayList<>();
  private int started;
  private long lastDeath = -1;
  private long lastRivalry = Long.MIN_VALUE / 2;
  private boolean registryIsDown;

  World(long seed, Bug bug, @Nullable PrintStream out) {
    this.bug = bug;
    whims = new Chance(seed, "whims");
    neonWhims = new Chance(seed, "neon");
    deaths = new Chance(seed, "deaths");
    faults = Faults.draw(seed);
    history = new History(agenda, out);
    boolean tight = whims.in(0.2);
    callsPerMinute = tight ? (int) whims.between(150, 300) : 700;
    callsPerSecond = tight ? (int) whims.between(15, 25) : 40;
    tick = whims.of(List.of(50L, 100L, 250L));
    planProtects = whims.in(0.6);
    keys.put("neon", "api-key", validKey);
  }

  Sealer sealer(TenantDatabaseClass tenantClass) {
    if (!hasKeyring) {
      throw new ClassSecretException(Reason.KeyringMissing, "The keyring is missing.");
    }
    return SEALER;
  }

  boolean isRegistryDown() {
    return registryIsDown;
  }

  void setRegistryDown(boolean down) {
    registryIsDown = down;
    history.tell("registry", down ? "goes down" : "is up");
  }

  long registryDelay() {
    return registryIsDown ? 5_000 : whims.between(100, 2_000);
  }

  /** The Secret of the API key changed, or the keyring. */
  void keysChanged() {
    operators().forEach(process -> process.woken().keysChanged());
  }

  /** Those that live. */
  List<SimulatedOperator> operators() {
    return operators.stream().filter(SimulatedOperator::isAlive).toList();
  }

  void startOperator() {
    SimulatedOperator operator = new SimulatedOperator(this, ++started);
    operators.removeIf(old -> !old.isAlive());
    if (!operators.isEmpty()) {
      lastRivalry = Long.MAX_VALUE / 2;
    }
    operators.add(operator);
    operator.start();
  }

  /** One process is gone; if it was the last, another is started in its place. */
  void died() {
    lastDeath = agenda.now();
    if (lastRivalry > agenda.now()) {
      lastRivalry = agenda.now();
    }
    if (operators().isEmpty()) {
      agenda.in(whims.skewed(1_000, 30_000), this::startUnlessThereIsOne);
    }
  }

  /** Whether a process has died since. */
  boolean hasSeenDeathSince(long time) {
    return lastDeath >= time;
  }

  /** Whether two processes led at once within the last minute. */
  boolean hasRivals() {
    return agenda.now() - lastRivalry < 60_000;
  }

  private void startUnlessThereIsOne() {
    if (operators().isEmpty()) {
      startOperator();
    }
  }
}
