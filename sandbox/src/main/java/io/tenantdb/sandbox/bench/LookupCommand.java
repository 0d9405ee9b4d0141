package io.tenantdb.sandbox.bench;

import io.tenantdb.sandbox.bench.lookup.LookupBenchmark;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long an application takes to find a store that it knows. */
@Command(
    name = "lookup",
    mixinStandardHelpOptions = true,
    description =
        "From a host name or an organization to its data source, beside Spring's routing (JMH).")
final class LookupCommand implements Callable<Integer> {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Option(names = "--stores", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
  private int stores;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(LookupBenchmark.class.getName())
            .param("stores", String.valueOf(stores))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .forks(1)
            // Else those of this process, which is to start fast.
            .jvmArgs("-Xms512m", "-Xmx512m")
            .build();
    Report report = new Report(spec);
    report.title("A look-up among %d known stores".formatted(stores));
    report.table(table(new Runner(options).run()));
    return 0;
  }

  private static MarkdownTable table(Collection<RunResult> results) {
    MarkdownTable table = new MarkdownTable("look-up", "time", "allocated");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      table.row(
          time.getLabel(),
          "%.0f ± %.0f ns".formatted(time.getScore(), time.getScoreError()),
          "%.0f B".formatted(allocated(result)));
    }
    return table;
  }

  private static double allocated(RunResult result) {
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return Objects.requireNonNull(allocated, ALLOCATED).getScore();
  }
}
