package io.tenantdb.sandbox.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A new store while others keep the operator busy. */
@Command(
    name = "busy",
    mixinStandardHelpOptions = true,
    description =
        "A new store while others are resynced, created or deleted, beside an idle operator.")
final class BusyCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(50);

  @Mixin private FleetOptions options = new FleetOptions();
  @Mixin private StandingFleet standing = new StandingFleet();
  @Mixin private SubjectOptions jvm = new SubjectOptions();

  @Option(
      names = "--probes",
      defaultValue = "30",
      description = "New stores in each situation. Default: ${DEFAULT-VALUE}.")
  private int probes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Report report = new Report(spec);
    return report.in(
        folder -> {
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, 5 * probes + 5);
              ReadyWatch watch = place.watch()) {
            report.title("A new store beside %d others".formatted(options.stores));
            report.table(measure(place, watch));
          }
        });
  }

  private MarkdownTable measure(BenchPlace place, ReadyWatch watch) {
    Writer writer = place.writer();
    List<String> fleet = standing.stand(options.stores, place, watch);
    List<String> more = Names.of("more", options.stores);
    MarkdownTable table =
        new MarkdownTable("meanwhile", "new store Ready", "probes", "of these while busy");
    Singles.run(writer, watch, Names.of("warm", probes), PAUSE);
    Percentiles idle = Singles.run(writer, watch, Names.of("idle", probes), PAUSE);
    table.row("nothing", idle.summary(), probes, 0);
    AtomicInteger resyncs = new AtomicInteger();
    List<Situation> situations =
        List.of(
            new Situation(
                "resynced",
                () -> {},
                () -> {
                  place.tenantClass().touch();
                  resyncs.incrementAndGet();
                },
                () -> resyncs.get() == probes),
            new Situation(
                "created",
                () -> writer.createAll(more),
                () -> {},
                () -> more.stream().allMatch(watch::isReady)),
            new Situation(
                "deleted",
                () -> {
                  place.tenantClass().allowDeletions(Clock.systemUTC().instant().plus(PATIENCE));
                  writer.deleteAll(fleet);
                },
                () -> {},
                () -> fleet.stream().allMatch(watch::isGone)));
    situations.forEach(situation -> table.row(probe(situation, writer, watch)));
    return table;
  }

  /** What happens to all the others, once and again before each probe. */
  private record Situation(String name, Runnable once, Runnable each, BooleanSupplier isOver) {}

  /** Probes one after another as soon as all the others were asked for. */
  private Object[] probe(Situation situation, Writer writer, ReadyWatch watch) {
    List<Duration> took = new ArrayList<>();
    int whileBusy = 0;
    situation.once().run();
    for (String name : Names.of(situation.name(), probes)) {
      boolean isBusy = !situation.isOver().getAsBoolean();
      situation.each().run();
      writer.create(name);
      long ready = watch.awaitReady(List.of(name), PATIENCE);
      took.add(Duration.ofNanos(ready - writer.sentAt(name)));
      whileBusy += isBusy ? 1 : 0;
      Interruptions.pause(PAUSE);
    }
    awaitEnd(situation);
    return new Object[] {
      "%d %s".formatted(options.stores, situation.name()),
      Percentiles.of(took).summary(),
      probes,
      whileBusy
    };
  }

  private static void awaitEnd(Situation situation) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!situation.isOver().getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The others are still being " + situation.name() + ".");
      }
      Interruptions.pause(POLL);
    }
  }
}
