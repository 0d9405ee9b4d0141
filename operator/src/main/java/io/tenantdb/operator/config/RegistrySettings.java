package io.tenantdb.operator.config;

import io.tenantdb.operator.registry.RegistryAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of the registry, which make sense only together. */
final class RegistrySettings {
  private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final Settings settings;

  RegistrySettings(Settings settings) {
    this.settings = settings;
  }

  @Nullable RegistryAccess read() {
    String text = settings.text(Setting.REGISTRY_URL);
    String role = role();
    String password = password();
    if (text == null) {
      refuseSettingsWithoutUrl();
      return null;
    }
    RegistryUrl url = RegistryUrl.parse(text);
    if (url == null) {
      settings.problem(
          Setting.REGISTRY_URL,
          "must be a URL such as postgresql://host:5432/database (not shown, it may hold a password)");
      return null;
    }
    String user = settings.text(Setting.REGISTRY_USER);
    return new RegistryAccess(
        url.jdbcUrl(),
        user == null ? url.user() : user,
        password == null ? url.password() : password,
        role);
  }

  private String role() {
    String role = settings.text(Setting.REGISTRY_SERVICE_ROLE);
    if (role == null) {
      return "service_role";
    }
    if (!ROLE.matcher(role).matches()) {
      settings.problem(
          Setting.REGISTRY_SERVICE_ROLE,
          "must be lower case letters, digits and _ only, at most 63, but is '%s'".formatted(role));
    }
    return role;
  }

  private @Nullable String password() {
    String password = settings.verbatim(Setting.REGISTRY_PASSWORD);
    String file = settings.text(Setting.REGISTRY_PASSWORD_FILE);
    if (file == null) {
      return password;
    }
    if (password != null) {
      settings.problem(
          Setting.REGISTRY_PASSWORD_FILE,
          "and %s are both set; keep one".formatted(Setting.REGISTRY_PASSWORD.variable()));
    }
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(
          Setting.REGISTRY_PASSWORD_FILE,
          "names '%s', which cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
      return null;
    }
  }

  private void refuseSettingsWithoutUrl() {
    for (Setting setting :
        List.of(
            Setting.REGISTRY_USER,
            Setting.REGISTRY_PASSWORD,
            Setting.REGISTRY_PASSWORD_FILE,
            Setting.REGISTRY_SERVICE_ROLE)) {
      if (settings.text(setting) != null) {
        settings.problem(
            setting,
            "is set, but %s is not: set that too, or neither"
                .formatted(Setting.REGISTRY_URL.variable()));
      }
    }
  }
}
