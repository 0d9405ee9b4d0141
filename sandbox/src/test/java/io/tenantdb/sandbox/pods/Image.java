package io.tenantdb.sandbox.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A container image that was unpacked; its base is empty, and the machine's own programs stand in
 * for it.
 *
 * @param files the root of its file system
 * @param entrypoint what it starts, before a Pod's arguments
 * @param environment variables that it sets, which a Pod may set otherwise
 * @param user the user id it names
 */
public record Image(
    Path files, List<String> entrypoint, Map<String, String> environment, int user) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Unpacks an OCI image layout in a tar, as jib writes it, into a folder that is not there yet.
   */
  public static Image unpack(Path tar, Path folder) throws IOException, InterruptedException {
    Path parts = folder.resolve("parts");
    Path files = folder.resolve("files");
    untar(tar, parts);
    JsonNode index = JSON.readTree(parts.resolve("index.json").toFile());
    JsonNode manifest = blob(parts, index.at("/manifests/0"));
    for (JsonNode layer : manifest.get("layers")) {
      untar(file(parts, layer), files);
    }
    JsonNode config = blob(parts, manifest.get("config")).get("config");
    return new Image(
        files.toAbsolutePath(),
        texts(config.get("Entrypoint")),
        variables(config.path("Env")),
        Integer.parseInt(config.get("User").asText().split(":", -1)[0]));
  }

  private static JsonNode blob(Path parts, JsonNode descriptor) throws IOException {
    return JSON.readTree(file(parts, descriptor).toFile());
  }

  private static Path file(Path parts, JsonNode descriptor) {
    return parts.resolve("blobs").resolve(descriptor.get("digest").asText().replace(':', '/'));
  }

  /** The folders and files at its root. */
  List<Path> roots() throws IOException {
    try (Stream<Path> roots = Files.list(files)) {
      return roots.sorted().toList();
    }
  }

  private static Map<String, String> variables(JsonNode array) {
    return texts(array).stream()
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static void untar(Path archive, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Process tar =
        new ProcessBuilder(
                "tar",
                "--warning=no-unknown-keyword",
                "-xf",
                archive.toString(),
                "-C",
                folder.toString())
            .inheritIO()
            .start();
    if (!tar.waitFor(1, TimeUnit.MINUTES) || tar.exitValue() != 0) {
      throw new IOException(archive + " could not be unpacked.");
    }
  }
}
