package io.tenantdb.sandbox.kubernetes;

import io.tenantdb.sandbox.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one API server that all tests of this JVM share:
 * {@code @ExtendWith(SharedKubernetes.class)} and a parameter of type {@link KubernetesApiServer}.
 * Started by the first who asks, stopped at the end. Tests keep to namespaces of their own.
 *
 * <p>Its programs are in the folder that the system property {@code kubernetes.binaries} names,
 * else {@code kubernetes/build.sh} finds or builds them: such tests always run.
 */
public final class SharedKubernetes implements ParameterResolver {
  /** Where the shared server keeps its state. */
  static final Path FOLDER = Path.of("target", "kubernetes");

  private static final Namespace NAMESPACE = Namespace.create(SharedKubernetes.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KubernetesApiServer.class;
  }

  @Override
  public KubernetesApiServer resolveParameter(
      ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(KubernetesApiServer.class, key -> start(), KubernetesApiServer.class);
  }

  private static KubernetesApiServer start() {
    return startFresh(FOLDER, Set.of());
  }

  /** A server of one's own, with more than the shared one has; the caller closes it. */
  public static KubernetesApiServer startFresh(Path folder, Set<ClusterFeature> features) {
    ChildProcesses.in(folder).close(); // Ends what a killed run left, before its data goes.
    delete(folder);
    return KubernetesApiServer.start(binaries(), folder, features);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be emptied.", e);
    }
  }

  /** The programs to test with. */
  public static KubernetesBinaries binaries() {
    @Nullable String folder = System.getProperty("kubernetes.binaries");
    return folder == null
        ? KubernetesBinaries.builtBy(Path.of("kubernetes", "build.sh"))
        : new KubernetesBinaries(Path.of(folder));
  }
}
