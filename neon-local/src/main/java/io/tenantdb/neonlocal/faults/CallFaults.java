package io.tenantdb.neonlocal.faults;

import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes calls go wrong by rules that can be changed at any time. Several rules may hit one call:
 * latencies add up, then the first other rule that hits decides.
 */
public final class CallFaults implements Filter {

  /** A rule and how many calls it hit so far. */
  public record Hits(Rule rule, int hits) {}

  private record Active(FaultPlan plan, List<ActiveRule> rules) {
    static Active of(FaultPlan plan) {
      List<ActiveRule> rules = new ArrayList<>();
      for (Rule rule : plan.rules()) {
        rules.add(new ActiveRule(rule, plan.seed() * 31 + rules.size()));
      }
      return new Active(plan, List.copyOf(rules));
    }
  }

  private volatile Active active;

  /** Begins with a plan. */
  public CallFaults(FaultPlan plan) {
    this.active = Active.of(plan);
  }

  /** Follows another plan from now on; all counts begin at 0. */
  public void follow(FaultPlan plan) {
    active = Active.of(plan);
  }

  /** The seed of the plan that is followed. */
  public long seed() {
    return active.plan().seed();
  }

  /** The rules that are followed and how many calls each hit. */
  public List<Hits> hits() {
    return active.rules().stream().map(rule -> new Hits(rule.rule(), rule.hits())).toList();
  }

  @Override
  public Response answer(Request request, Next next) throws Exception {
    Duration latency = Duration.ZERO;
    Optional<ActiveRule> decides = Optional.empty();
    for (ActiveRule rule : active.rules()) {
      boolean isLatency = rule.rule().fault() instanceof Fault.Latency;
      if ((isLatency || decides.isEmpty()) && rule.hits(request)) {
        request.notes().addFault(rule.rule().name());
        latency = latency.plus(latency(rule));
        decides = isLatency ? decides : Optional.of(rule);
      }
    }
    if (latency.isPositive()) {
      Thread.sleep(latency);
    }
    return decides.isPresent()
        ? Played.of(decides.get()).answer(request, next)
        : next.answer(request);
  }

  private static Duration latency(ActiveRule rule) {
    return rule.rule().fault() instanceof Fault.Latency(long millis, long jitterMillis)
        ? Duration.ofMillis(millis + rule.random(jitterMillis))
        : Duration.ZERO;
  }
}
