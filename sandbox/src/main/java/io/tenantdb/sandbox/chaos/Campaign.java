package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.sealing.Sealer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Disturbs the real parts by one random generator, lets them settle, and has them judged. The
 * generator decides what is done in which order; real time decides what it meets, so a seed repeats
 * a campaign's plan, not its every interleaving.
 */
final class Campaign {
  private static final int MOST_PAUSE_MILLIS = 900;
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(25);

  private final CampaignTerms terms;
  private final Diary diary;
  private final RandomGenerator random;
  private final Ongoing ongoing;
  private final StoreKeeper keeper;
  private final StoreVisits visits;
  private final Disasters disasters;
  private final KillPlaces killPlaces;
  private final Deed killAtRandom;
  private int killsSeen;
  private long lastKill;
  private final Optional<NeonTroubles> neonTroubles;
  private final List<Deed> deeds;

  /** A campaign; {@link #disturb} begins it. */
  Campaign(
      CampaignTerms terms,
      ChaosPlace place,
      Operators operators,
      KnownSecrets secrets,
      Doors doors,
      Diary diary,
      RandomGenerator random) {
    this.terms = terms;
    this.diary = diary;
    this.random = random;
    ongoing = new Ongoing(diary);
    Resources resources = new Resources(place.client());
    keeper = new StoreKeeper(resources, random, diary, terms.stores());
    visits = new StoreVisits(resources, new Sealer(place.keyring()), secrets, diary);
    disasters = new Disasters(place, operators, ongoing, random, terms.slots());
    neonTroubles =
        doors.neon().map(door -> new NeonTroubles(door, place, keeper, ongoing, diary, random));
    killAtRandom = new Deed("kill at random", 12, disasters::kill);
    killPlaces = new KillPlaces(operators, doors, keeper, disasters, ongoing, diary, random);
    deeds = deeds();
  }

  StoreKeeper keeper() {
    return keeper;
  }

  StoreVisits visits() {
    return visits;
  }

  /** Everything that goes wrong goes wrong in here; returns when it is over. */
  void disturb() {
    disasters.startMissing();
    lastKill = System.nanoTime();
    long end = System.nanoTime() + terms.lasting().toNanos();
    long nextNews = 0;
    while (System.nanoTime() < end && !isEnough()) {
      ongoing.endDue();
      disasters.startMissing();
      act(nextDeed());
      Pauses.ofMillis(random.nextInt(MOST_PAUSE_MILLIS));
      attempt("visit", () -> visits.goRound(keeper.stores()));
      if (System.nanoTime() > nextNews) {
        nextNews = System.nanoTime() + 20_000_000_000L;
        diary.say(news());
      }
    }
    calm();
  }

  /** Any one, but for a short campaign too: never long without a kill. */
  private Deed nextDeed() {
    if (kills() > killsSeen) {
      killsSeen = kills();
      lastKill = System.nanoTime();
    }
    if (System.nanoTime() - lastKill < terms.longestWithoutKill().toNanos()) {
      return Deed.any(deeds, random);
    }
    lastKill = System.nanoTime();
    return killAtRandom;
  }

  /** Ends all trouble; the operators are left as they are. */
  private void calm() {
    ongoing.endAll();
    neonTroubles.ifPresent(NeonTroubles::calm);
    killPlaces.calm();
    disasters.startMissing();
    for (Store store : keeper.stores()) {
      if (store.isSuspended() && store.isLive() && !store.isLost()) {
        keeper.suspend(store, false);
      }
    }
    diary.say("all trouble is over");
  }

  private boolean isEnough() {
    return terms.kills() > 0 && kills() >= terms.kills();
  }

  int kills() {
    return diary.counts().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("kill"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private void act(Deed deed) {
    attempt(deed.kind(), () -> deed.act().get().ifPresent(what -> diary.did(deed.kind(), what)));
  }

  /**
   * Nothing new goes wrong until every store was Ready once, so that much goes wrong with those.
   */
  private Optional<String> quiet() {
    long begin = System.nanoTime();
    while (keeper.isAnyNew() && System.nanoTime() - begin < LONGEST_QUIET.toNanos()) {
      ongoing.endDue();
      disasters.startMissing();
      visits.goRound(keeper.stores());
      Pauses.ofMillis(MOST_PAUSE_MILLIS);
    }
    return Optional.of("for %d s".formatted((System.nanoTime() - begin) / 1_000_000_000L));
  }

  /** What a disturbed platform refuses is not done. */
  private void attempt(String kind, Runnable act) {
    try {
      act.run();
    } catch (KubernetesClientException | IllegalStateException | UncheckedIOException e) {
      diary.note("not done: %s: %s".formatted(kind, e.getMessage()));
    }
  }

  private String news() {
    long living = keeper.stores().stream().filter(Store::isLive).count();
    long marked = keeper.stores().stream().filter(store -> store.marker().isPresent()).count();
    return "%d stores live, %d with a row, %d kills; going on: %s"
        .formatted(living, marked, kills(), ongoing.kinds());
  }

  private List<Deed> deeds() {
    List<Deed> all = new ArrayList<>();
    all.add(new Deed("create", 14, keeper::create));
    all.add(new Deed("change", 8, keeper::change));
    all.add(new Deed("suspend or resume", 5, keeper::suspendOrResume));
    all.add(new Deed("delete", 8, keeper::delete));
    all.add(new Deed("create again", 8, keeper::createAgain));
    all.add(new Deed("claim", 3, keeper::claim));
    all.add(new Deed("delete a claim", 3, keeper::deleteClaim));
    all.add(new Deed("delete a Secret", 3, keeper::deleteSecret));
    all.add(new Deed("wait for new stores", 5, this::quiet));
    all.add(killAtRandom);
    all.add(new Deed("terminate", 1, disasters::restart));
    all.add(new Deed("freeze an operator", 3, disasters::freeze));
    all.add(new Deed("a second operator", 3, disasters::second));
    all.add(new Deed("stop the API server", 2, disasters::clusterOutage));
    all.add(new Deed("stop the registry", 3, disasters::registryOutage));
    all.add(new Deed("silence Neon", 2, disasters::neonSilence));
    all.addAll(killPlaces.deeds());
    neonTroubles.ifPresent(troubles -> all.addAll(troubles.deeds()));
    return all;
  }
}
