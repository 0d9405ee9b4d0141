package io.tenantdb.operator.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster in which a token is its owner's name. */
final class FakeCallers implements Callers {
  static final String NOBODY = "nobody";

  private final Set<Right> granted = new HashSet<>();
  private final List<String> questions = new ArrayList<>();

  void grant(Right right) {
    granted.add(right);
  }

  void revoke(Right right) {
    granted.remove(right);
  }

  /** What was asked, in order. */
  List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public Optional<Caller> whoIs(String token) {
    questions.add("who is " + token);
    return token.equals(NOBODY)
        ? Optional.empty()
        : Optional.of(new Caller(token, "uid", List.of(), Map.of()));
  }

  @Override
  public boolean may(Caller caller, Right right, String asked) {
    questions.add("may %s: %s".formatted(caller.name(), asked));
    return granted.contains(right);
  }
}
