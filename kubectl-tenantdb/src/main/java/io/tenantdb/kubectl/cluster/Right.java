package io.tenantdb.kubectl.cluster;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A right that a look needs.
 *
 * @param namespace where; null for the whole cluster
 * @param name of the one object that is looked at; null for all, which a list needs
 */
record Right(String verb, String resource, @Nullable String namespace, @Nullable String name) {
  private static final Pattern USER = Pattern.compile("User \"([^\"]+)\"");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  /** What the readable part of a role's name is cut to. */
  private static final int READABLE = 54;

  /** All objects, all over the cluster or in one namespace. */
  static Right toList(String resource, @Nullable String namespace) {
    return new Right("list", resource, namespace, null);
  }

  /** One object. */
  static Right toGet(String resource, @Nullable String namespace, String name) {
    return new Right("get", resource, namespace, name);
  }

  /** What to tell a caller who has it not, by what the API server said. */
  String refusal(@Nullable String serverMessage) {
    Matcher found = USER.matcher(String.valueOf(serverMessage));
    String user = found.find() ? found.group(1) : "YOU";
    return "%s may not %s %s%s %s. An administrator grants it with: kubectl create %s %s --verb=%s --resource=%s%s%s && kubectl create %s %s --%s=%s %s%s"
        .formatted(
            user,
            verb,
            resource,
            name == null ? "" : "/" + name,
            namespace == null ? "in the whole cluster" : "in namespace " + namespace,
            role(),
            roleName(user),
            verb,
            resource,
            name == null ? "" : " --resource-name=" + quoted(name),
            inNamespace(),
            role() + "binding",
            roleName(user),
            role(),
            roleName(user),
            subject(user),
            inNamespace());
  }

  private String role() {
    return namespace == null ? "clusterrole" : "role";
  }

  /**
   * One of its own for every object and user, so that it is in nobody's way; the number tells those
   * apart that read the same.
   */
  private String roleName(String user) {
    String grant =
        "%s-%s-%s-%s"
            .formatted(verb, resource.replaceAll("\\..*", ""), name == null ? "all" : name, user);
    String readable = grant.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = readable.substring(0, Math.min(READABLE, readable.length()));
    return "%s-%08x".formatted(cut.replaceAll("-$", ""), grant.hashCode());
  }

  private String inNamespace() {
    return namespace == null ? "" : " -n " + namespace;
  }

  private static String subject(String user) {
    return user.startsWith(SERVICE_ACCOUNT)
        ? "--serviceaccount=" + quoted(user.substring(SERVICE_ACCOUNT.length()))
        : "--user=" + quoted(user);
  }

  /** For a shell: both are what others chose, and an administrator is to paste them. */
  private static String quoted(String text) {
    return "'%s'".formatted(text.replace("'", "'\\''"));
  }
}
