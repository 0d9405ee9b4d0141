package io.tenantdb.operator.config;

import io.tenantdb.operator.service.ServiceSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of the connection service, which is there if it has a port. */
final class ConnectionServiceSettings {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*");

  private final Settings settings;

  ConnectionServiceSettings(Settings settings) {
    this.settings = settings;
  }

  @Nullable ServiceSettings read() {
    Set<String> domains = domains();
    if (settings.text(Setting.SERVICE_PORT) == null) {
      refuseSettingsWithoutPort();
      return null;
    }
    Path tls = tls();
    String address = settings.text(Setting.SERVICE_ADDRESS);
    String audience = settings.text(Setting.SERVICE_AUDIENCE);
    int port = settings.number(Setting.SERVICE_PORT, 0, 0, 65_535);
    return tls == null
        ? null
        : new ServiceSettings(
            address == null ? "0.0.0.0" : address,
            port,
            tls,
            audience == null ? "tenantdb.io" : audience,
            domains);
  }

  private @Nullable Path tls() {
    String folder = settings.text(Setting.SERVICE_TLS_FOLDER);
    if (folder == null) {
      settings.problem(
          Setting.SERVICE_TLS_FOLDER,
          "must be set with %s: there is no service without TLS"
              .formatted(Setting.SERVICE_PORT.variable()));
      return null;
    }
    try {
      Path path = Path.of(folder);
      if (Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Said below, like a folder that is not there.
    }
    settings.problem(
        Setting.SERVICE_TLS_FOLDER, "names '%s', which is no folder".formatted(folder));
    return null;
  }

  private Set<String> domains() {
    String text = settings.text(Setting.SERVICE_BASE_DOMAINS);
    if (text == null) {
      return Set.of();
    }
    var domains = new TreeSet<String>();
    Arrays.stream(text.split(",", -1))
        .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
        .forEach(domain -> domains.add(checked(domain)));
    return domains;
  }

  private String checked(String domain) {
    if (!DOMAIN.matcher(domain).matches()) {
      settings.problem(
          Setting.SERVICE_BASE_DOMAINS,
          "must be domains such as example.com, separated by commas, but has '%s'"
              .formatted(domain));
    }
    return domain;
  }

  private void refuseSettingsWithoutPort() {
    for (Setting setting :
        List.of(
            Setting.SERVICE_ADDRESS,
            Setting.SERVICE_TLS_FOLDER,
            Setting.SERVICE_AUDIENCE,
            Setting.SERVICE_BASE_DOMAINS)) {
      if (settings.text(setting) != null) {
        settings.problem(
            setting,
            "is set, but %s is not: set that too, or neither"
                .formatted(Setting.SERVICE_PORT.variable()));
      }
    }
  }
}
