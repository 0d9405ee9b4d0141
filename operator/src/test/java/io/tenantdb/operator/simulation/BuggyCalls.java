package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Secret;
import io.tenantdb.operator.neon.OwnerMark;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls to Neon with a bug in the answers, or in how they are made. */
final class BuggyCalls implements InvocationHandler {
  private static final String STORE = "store-";
  private static final OwnerMark MARK = new OwnerMark(World.INSTALLATION);

  private final Bug bug;
  private final NeonApi api;
  private final Set<String> made;

  private BuggyCalls(Bug bug, NeonApi api, Set<String> made) {
    this.bug = bug;
    this.api = api;
    this.made = made;
  }

  static NeonApi of(Bug bug, NeonApi api) {
    return proxy(new BuggyCalls(bug, api, new HashSet<>()));
  }

  private static NeonApi proxy(BuggyCalls calls) {
    return (NeonApi)
        Proxy.newProxyInstance(
            NeonApi.class.getClassLoader(), new Class<?>[] {NeonApi.class}, calls);
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getName().equals("at")) {
      return proxy(new BuggyCalls(bug, (NeonApi) call(method, args), made));
    }
    return switch (bug) {
      case NO_ADOPTION -> forgetful(method, args);
      case LOST_POST_REPEATED -> stubborn(method, args);
      case NO_PROOF -> greedy(method, args);
      case ABSENT_CONFUSED -> blind(method, args);
      case PASSWORD_NOT_OWN -> lazy(method, args);
      default -> call(method, args);
    };
  }

  private Object forgetful(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    Object answer = call(method, args);
    if (answer instanceof CreatedBranch created) {
      made.add(created.branch().id());
    }
    if (method.getName().equals("findProjects")) {
      return List.<Project>of();
    }
    return method.getName().equals("branches")
        ? branches(answer)
            .filter(b -> !b.name().startsWith(STORE) || made.contains(b.id()))
            .toList()
        : answer;
  }

  private Object stubborn(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    try {
      return call(method, args);
    } catch (NeonException.OutcomeUnknown e) {
      if (method.getName().startsWith("create")) {
        return call(method, args);
      }
      throw e;
    }
  }

  private Object greedy(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    Object answer = call(method, args);
    return method.getName().equals("branches")
        ? branches(answer).map(BuggyCalls::marked).toList()
        : answer;
  }

  private static Branch marked(Branch branch) {
    if (!branch.name().startsWith(STORE)) {
      return branch;
    }
    return new Branch(
        branch.id(),
        branch.projectId(),
        branch.name(),
        branch.parentId(),
        branch.state(),
        branch.pendingState(),
        branch.isDefault(),
        branch.isProtected(),
        MARK.ofStore(branch.name().substring(STORE.length())),
        branch.logicalSizeBytes(),
        branch.computeSeconds(),
        branch.createdAt());
  }

  private Object blind(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    try {
      return call(method, args);
    } catch (NeonException.Unavailable e) {
      if (method.getReturnType() == List.class) {
        return List.of();
      }
      throw e;
    }
  }

  private Object lazy(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    if (method.getName().equals("resetPassword")) {
      return new ResetPassword(Sessions.ROLE, new Secret("unchanged"), List.of());
    }
    return method.getName().equals("password") ? Optional.empty() : call(method, args);
  }

  @SuppressWarnings("unchecked")
  private static java.util.stream.Stream<Branch> branches(Object answer) {
    return ((List<Branch>) answer).stream();
  }

  private Object call(Method method, @Nullable Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(api, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
