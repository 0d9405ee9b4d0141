package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final Duration PAUSE = Duration.ofMillis(50);

  @Mixin private FleetOptions options = new FleetOptions();
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
          try (BenchPlace place = BenchPlace.start(folder, options, jvm, 4 * probes + 5);
              ReadyWatch watch = place.watch()) {
            report.title("A new store beside %d others".formatted(options.stores));
            report.table(measure(place, watch));
          }
        });
  }

  private MarkdownTable measure(BenchPlace place, ReadyWatch watch) {
    Writer writer = place.writer();
    List<String> fleet = Names.of("fleet", options.stores);
    List<String> more = Names.of("more", options.stores);
    writer.createAll(fleet);
    watch.awaitReady(fleet, PATIENCE);
    MarkdownTable table =
        new MarkdownTable("meanwhile", "new store Ready", "probes", "of these while busy");
    Percentiles idle = Singles.run(writer, watch, Names.of("idle", probes), PAUSE);
    table.row("nothing", idle.summary(), probes, "");
    add(
        table,
        "%d resynced".formatted(options.stores),
        writer,
        watch,
        "resync",
        () -> place.tenantClass().touch(),
        () -> false);
    add(
        table,
        "%d created".formatted(options.stores),
        writer,
        watch,
        "create",
        () -> writer.createAll(more),
        () -> more.stream().allMatch(watch::isReady));
    add(
        table,
        "%d deleted".formatted(options.stores),
        writer,
        watch,
        "delete",
        () -> writer.deleteAll(fleet),
        () -> fleet.stream().allMatch(watch::isGone));
    return table;
  }

  /** Probes one after another from the moment on at which the others are set going. */
  private void add(
      MarkdownTable table,
      String meanwhile,
      Writer writer,
      ReadyWatch watch,
      String prefix,
      Runnable others,
      java.util.function.BooleanSupplier isOver) {
    List<Duration> took = new ArrayList<>();
    int whileBusy = 0;
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> going = thread.submit(others);
      for (String name : Names.of(prefix, probes)) {
        writer.create(name);
        long ready = watch.awaitReady(List.of(name), PATIENCE);
        took.add(Duration.ofNanos(ready - writer.sentAt(name)));
        if (!going.isDone() || !isOver.getAsBoolean()) {
          whileBusy++;
        }
        Interruptions.pause(PAUSE);
      }
      Interruptions.get(going);
    }
    table.row(meanwhile, Percentiles.of(took).summary(), probes, whileBusy);
  }
}
