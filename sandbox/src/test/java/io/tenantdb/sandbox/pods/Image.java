package io.tenantdb.sandbox.pods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A container image that was unpacked; its base is empty, and the machine's own programs stand in
 * for it.
 *
 * @param files the root of its file system
 * @param entrypoint what it starts, before a Pod's arguments
 * @param user the user id it names
 */
public record Image(Path files, List<String> entrypoint, int user) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads one that {@code docker save} or jib wrote, into a folder that does not exist yet. */
  public static Image unpack(Path tar, Path folder) throws IOException, InterruptedException {
    Path parts = folder.resolve("parts");
    Path files = folder.resolve("files");
    untar(tar, parts);
    JsonNode manifest = JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
    for (JsonNode layer : manifest.get("Layers")) {
      untar(parts.resolve(layer.asText()), files);
    }
    JsonNode config =
        JSON.readTree(parts.resolve(manifest.get("Config").asText()).toFile()).get("config");
    return new Image(
        files.toAbsolutePath(),
        texts(config.get("Entrypoint")),
        Integer.parseInt(config.get("User").asText().split(":", -1)[0]));
  }

  /** The folders and files at its root. */
  List<Path> roots() throws IOException {
    try (Stream<Path> roots = Files.list(files)) {
      return roots.sorted().toList();
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static void untar(Path archive, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Process tar =
        new ProcessBuilder("tar", "-xf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    if (!tar.waitFor(1, TimeUnit.MINUTES) || tar.exitValue() != 0) {
      throw new IOException(archive + " could not be unpacked.");
    }
  }
}
