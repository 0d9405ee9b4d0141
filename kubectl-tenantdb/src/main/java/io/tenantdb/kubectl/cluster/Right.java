package io.tenantdb.kubectl.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A right that a look needs.
 *
 * @param namespace where; null for the whole cluster
 */
record Right(String verb, String resource, @Nullable String namespace) {
  private static final Pattern USER = Pattern.compile("User \"([^\"]+)\"");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  /** The same look, all over the cluster or in one namespace. */
  static Right to(String verb, String resource, @Nullable String namespace) {
    return new Right(verb, resource, namespace);
  }

  /** What to tell a caller who has it not, by what the API server said. */
  String refusal(@Nullable String serverMessage) {
    Matcher user = USER.matcher(String.valueOf(serverMessage));
    String name = user.find() ? user.group(1) : "YOU";
    return "%s may not %s %s %s. An administrator grants it with: kubectl create %s %s --verb=%s --resource=%s%s && kubectl create %s %s --%s=%s %s%s"
        .formatted(
            name,
            verb,
            resource,
            namespace == null ? "in the whole cluster" : "in namespace " + namespace,
            role(),
            roleName(),
            verb,
            resource,
            inNamespace(),
            role() + "binding",
            roleName(),
            role(),
            roleName(),
            subject(name),
            inNamespace());
  }

  private String role() {
    return namespace == null ? "clusterrole" : "role";
  }

  private String roleName() {
    return "%s-%s".formatted(verb, resource.replaceAll("\\..*", ""));
  }

  private String inNamespace() {
    return namespace == null ? "" : " -n " + namespace;
  }

  private static String subject(String user) {
    return user.startsWith(SERVICE_ACCOUNT)
        ? "--serviceaccount=" + user.substring(SERVICE_ACCOUNT.length())
        : "--user=" + user;
  }
}
