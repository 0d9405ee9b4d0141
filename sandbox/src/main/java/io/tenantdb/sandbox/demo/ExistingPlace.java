package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.Secret;
import io.tenantdb.neon.http.HttpNeonApi;
import io.tenantdb.neon.http.NeonCalls;
import io.tenantdb.neon.http.RequestBudget;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cluster of the user's kubeconfig and a real Neon account. */
final class ExistingPlace implements DemoPlace {
  private static final String NEON = "https://console.neon.tech/api/v2";

  private final Path folder;
  private final String context;
  private final Path kubeconfig;
  private final Config config;
  private final KubernetesClient client;
  private final Project project;
  private final NeonTarget neon;

  private ExistingPlace(
      Path folder, String context, Path kubeconfig, Project project, NeonTarget neon) {
    this.folder = folder;
    this.context = context;
    this.kubeconfig = kubeconfig;
    this.config = Config.fromKubeconfig(kubeconfig.toFile());
    this.client = new KubernetesClientBuilder().withConfig(config).build();
    this.project = project;
    this.neon = neon;
  }

  /** Looks at the cluster and the account; changes nothing. */
  static ExistingPlace of(Path folder, String context, @Nullable String projectId) {
    String key = System.getenv("NEON_API_KEY");
    if (key == null || key.isBlank()) {
      throw new IllegalStateException(
          "Set NEON_API_KEY to a key of the Neon account to work on; see the console's settings.");
    }
    String url = System.getenv().getOrDefault("NEON_API_URL", NEON);
    Clock clock = Clock.systemUTC();
    NeonApi api =
        HttpNeonApi.create(
            URI.create(url),
            new Secret(key),
            RequestBudget.ofNeonAccount(clock),
            NeonCalls.ignored(),
            clock);
    Project project = projectOf(api, projectId);
    String region = project.regionId().replaceFirst("^aws-", "");
    Path kubeconfig = KubeconfigOfContext.write(context, folder.resolve("existing.kubeconfig"));
    return new ExistingPlace(
        folder, context, kubeconfig, project, new NeonTarget(url, key, project.id(), region));
  }

  /** Shows what would be done and asks. */
  boolean confirm(Progress progress) {
    PrintWriter out = progress.out();
    out.printf(
        """
        This would change
          the cluster %s (context %s):
            apply install/tenantdb-operator.yaml without its Deployment: CustomResourceDefinitions, a
            namespace %s, a service account and its rights;
            make the Secrets neon-api-key and keyring there, the namespace %s, the
            TenantDatabaseClass of examples/class.yaml and the TenantDatabases of examples/stores.yaml;
          the Neon project %s (%s, %s):
            make a branch tenant-template and a branch for each store, each with a compute of 0.25 to
            2 CU that suspends when idle. Neon bills them by its plan.
        The operator runs on this machine until Ctrl-C. What it made stays; to remove it afterwards:
          kubectl --context %s delete tdb --all -n %s, then delete the branches in the Neon console.
        Type yes to go on:\
        """,
        config.getMasterUrl(),
        context,
        OPERATOR_NAMESPACE,
        STORE_NAMESPACE,
        project.name(),
        project.id(),
        project.regionId(),
        context,
        STORE_NAMESPACE);
    out.print(" ");
    out.flush();
    Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
    return answers.hasNextLine() && answers.nextLine().strip().equals("yes");
  }

  /** Installs what the operator needs in the cluster. */
  void prepare() {
    Installation.apply(client);
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path operatorKubeconfig() {
    return kubeconfig;
  }

  @Override
  public NeonTarget neon() {
    return neon;
  }

  @Override
  public Map<String, String> operatorSettings() {
    return Map.of();
  }

  /** Nothing: who tries an operator on a cluster has not asked for a service beside it. */
  @Override
  public void openService() {}

  @Override
  public List<String> howToLookAround() {
    return List.of(
        "kubectl --context %s get tdb,tdbc -A -o wide".formatted(context),
        "kubectl --context %s describe tdb acme -n %s".formatted(context, STORE_NAMESPACE),
        "npx neonctl --api-key \"$NEON_API_KEY\" branches list --project-id " + neon.projectId());
  }

  @Override
  public void close() {
    client.close();
  }

  private static Project projectOf(NeonApi api, @Nullable String projectId) {
    if (projectId != null) {
      return api.project(projectId)
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "The Neon account has no project "
                          + projectId
                          + ", or the key may not see it."));
    }
    List<Project> projects = api.findProjects("");
    if (projects.size() != 1) {
      throw new IllegalStateException(
          "Choose a Neon project with --neon-project; the account has: "
              + projects.stream()
                  .map(p -> "%s (%s, %s)".formatted(p.id(), p.name(), p.regionId()))
                  .collect(Collectors.joining(", ")));
    }
    return projects.getFirst();
  }
}
