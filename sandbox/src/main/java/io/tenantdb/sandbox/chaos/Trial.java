package io.tenantdb.sandbox.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One campaign from the start of its parts to its verdicts. */
final class Trial {
  private final CampaignTerms terms;
  private final @Nullable NeonTarget given;
  private final String addresses;

  /**
   * A campaign of these terms.
   *
   * @param given a Neon account that is there already; null to start neon-local
   * @param addresses of neon-local's endpoints, their first two numbers
   */
  Trial(CampaignTerms terms, @Nullable NeonTarget given, String addresses) {
    this.terms = terms;
    this.given = given;
    this.addresses = addresses;
  }

  /** Runs it; everything it wrote is in the folder. */
  Outcome run(Path folder, PrintWriter out, Clock clock) {
    try (Diary diary = new Diary(folder.resolve("schedule.txt"), out, clock);
        ChaosPlace place = ChaosPlace.start(folder, given, addresses);
        WriteGate gate =
            WriteGate.start(
                folder.resolve("webhook"),
                place.client(),
                ChaosPlace.STORES,
                "system:serviceaccount:%s:".formatted(ChaosPlace.OPERATOR_NAMESPACE));
        Operators operators = new Operators(place, terms.isElecting())) {
      diary.say("seed %d: started".formatted(terms.seed()));
      Optional<FaultDoor> door =
          FaultDoor.of(place.neon(), terms.seed()).filter(d -> terms.faults());
      if (door.isEmpty()) {
        diary.say(
            "Neon is not disturbed: "
                + (terms.faults() ? "it has no door for faults" : "as asked"));
      }
      KnownSecrets secrets = new KnownSecrets();
      secrets.addAll(
          List.of(place.neon().operatorKey(), place.neon().judgeKey(), RegistryServer.PASSWORD));
      secrets.addKeys(place.keyring().toJwks());
      secrets.add(place.operatorToken());
      Campaign campaign =
          new Campaign(
              terms,
              place,
              operators,
              secrets,
              new Doors(door, gate),
              diary,
              new Random(terms.seed()));
      long start = System.nanoTime();
      campaign.disturb();
      long seconds = (System.nanoTime() - start) / 1_000_000_000L;
      operators.awaitReady();
      List<Store> stores = campaign.keeper().stores();
      List<Verdict> verdicts = new ArrayList<>();
      verdicts.add(
          new Settling(
                  new Resources(place.client()),
                  new NeonWitness(place.neon()),
                  campaign.visits(),
                  diary)
              .await(stores));
      verdicts.addAll(new Judge(place, operators, secrets, door).judge(stores));
      writeTimelines(folder, stores);
      Map<String, Long> hits = door.map(FaultDoor::allHits).orElse(Map.of());
      return new Outcome(terms, verdicts, diary.counts(), hits, campaign.kills(), seconds);
    }
  }

  private static void writeTimelines(Path folder, List<Store> stores) {
    List<String> lines = new ArrayList<>();
    for (Store store : stores) {
      lines.add("== %s, class %s, %s".formatted(store, store.className(), store.state()));
      lines.addAll(store.timeline());
    }
    try {
      Files.write(folder.resolve("timelines.txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The timelines cannot be written.", e);
    }
  }
}
