package io.tenantdb.operator.neon;

import io.tenantdb.neon.NeonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The calls to {@link FakeNeonApi}, by the names of its methods. */
public final class FakeCalls {
  private static final String EVERY = "*";

  private final List<String> made = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final Map<String, NeonException> failures = new HashMap<>();
  private final Set<String> lostAnswers = new HashSet<>();

  /** From now on the call fails and does nothing. */
  public void fail(String call, NeonException failure) {
    failures.put(call, failure);
  }

  /** From now on every call fails and does nothing. */
  public void failAll(NeonException failure) {
    failures.put(EVERY, failure);
  }

  /** Nothing fails any more. */
  public void heal() {
    failures.clear();
  }

  /** The next such change is carried out, but its answer is lost. */
  public void loseNextAnswer(String call) {
    lostAnswers.add(call);
  }

  /** How many calls there were, of any kind. */
  public int count() {
    return made.size();
  }

  public int count(String call) {
    return (int) made.stream().filter(call::equals).count();
  }

  /** The changes that were carried out, in their order. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  public void forget() {
    made.clear();
    changes.clear();
  }

  <T> T read(String call, Supplier<T> answer) {
    made.add(call);
    failIfTold(call);
    return answer.get();
  }

  <T> T change(String call, Supplier<T> change) {
    made.add(call);
    failIfTold(call);
    T answer = change.get();
    changes.add(call);
    if (lostAnswers.remove(call)) {
      throw new NeonException.OutcomeUnknown("the answer to " + call + " was lost", null);
    }
    return answer;
  }

  private void failIfTold(String call) {
    NeonException failure = failures.getOrDefault(call, failures.get(EVERY));
    if (failure != null) {
      throw failure;
    }
  }
}
