package io.tenantdb.sandbox.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.tenantdb.sandbox.pods.PodRun.Surroundings;
import io.tenantdb.sandbox.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The program that a Pod's container is, in a file system of its own. */
record PodProgram(Surroundings node, Pod pod, String address, int restarts) {
  private static final Path CONTAINER = Path.of("src", "test", "resources", "pods", "container.sh");

  Program program() throws IOException {
    Container container = pod.getSpec().getContainers().getFirst();
    requireReadOnlyRoot(container);
    String name = pod.getMetadata().getName() + "." + restarts;
    Path folder = Files.createDirectories(node.folder().resolve(name));
    PodEnvironment environment = new PodEnvironment(node.client(), pod, address);
    List<Mount> mounts = new ArrayList<>();
    mounts.add(new Mount(javaHome(), javaHome().toString(), true));
    for (Path root : node.image().roots()) {
      mounts.add(new Mount(root, "/" + root.getFileName(), true));
    }
    mounts.addAll(
        new PodVolumes(node.client(), pod, environment, folder.resolve("volumes"))
            .mounts(container));
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    command.add("PATH=" + javaHome().resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin");
    Map<String, String> variables = new LinkedHashMap<>(node.image().environment());
    variables.putAll(environment.of(container));
    variables.forEach((key, value) -> command.add(key + "=" + value));
    command.addAll(unshare());
    command.addAll(
        List.of(
            CONTAINER.toAbsolutePath().toString(),
            Files.createDirectories(folder.resolve("root")).toAbsolutePath().toString()));
    mounts.forEach(mount -> command.addAll(mount.arguments()));
    command.add("--");
    command.addAll(node.image().entrypoint());
    command.addAll(container.getArgs());
    return new Program(name, command, Map.of());
  }

  private List<String> unshare() {
    PodSecurityContext rights = pod.getSpec().getSecurityContext();
    long user = Objects.requireNonNullElse(rights.getRunAsUser(), (long) node.image().user());
    return List.of(
        "unshare",
        "--map-user=" + user,
        "--map-group=" + Objects.requireNonNullElse(rights.getRunAsGroup(), user),
        "--keep-caps",
        "--mount");
  }

  /** This node knows containers of one kind only; another one shall not pass unnoticed. */
  private static void requireReadOnlyRoot(Container container) {
    if (!Boolean.TRUE.equals(container.getSecurityContext().getReadOnlyRootFilesystem())) {
      throw new IllegalArgumentException("This node runs containers with a read-only root only.");
    }
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }
}
