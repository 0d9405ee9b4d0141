package io.tenantdb.sandbox.chaos;

import io.tenantdb.sealing.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the real things when all has settled, and says of each rule whether it held. */
final class Judge {
  private final ChaosPlace place;
  private final Operators operators;
  private final KnownSecrets secrets;
  private final Optional<FaultDoor> door;

  Judge(ChaosPlace place, Operators operators, KnownSecrets secrets, Optional<FaultDoor> door) {
    this.place = place;
    this.operators = operators;
    this.secrets = secrets;
    this.door = door;
  }

  /** Every verdict but that of the settling. */
  List<Verdict> judge(List<Store> stores) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(new RestCheck(place.client()).nothingIsWritten());
    NeonWitness neon = new NeonWitness(place.neon());
    Evidence evidence = Evidence.gather(stores, new Resources(place.client()), neon);
    verdicts.addAll(new BranchChecks(evidence).all());
    ContentChecks contents = new ContentChecks(evidence, neon, new Sealer(place.keyring()));
    verdicts.addAll(contents.all());
    verdicts.add(
        new RegistryChecks(place.registry()).isEqualToCluster(evidence, contents.opened()));
    evidence.passwords().values().forEach(roles -> secrets.addAll(roles.values()));
    verdicts.addAll(
        new SecrecyChecks(secrets, place.client()).all(place.folder(), operators.metrics()));
    door.ifPresent(
        d -> verdicts.addAll(JournalChecks.of(d, place.neon(), operators.isElecting()).all()));
    return verdicts;
  }
}
