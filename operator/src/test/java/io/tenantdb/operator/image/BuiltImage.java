package io.tenantdb.operator.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What the build put into target/jib-image.tar, an OCI image layout: the configuration, and the
 * files of all layers by their path without a leading slash.
 */
record BuiltImage(JsonNode config, Map<String, File> files) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file of a layer. */
  record File(ByteBuffer content, int mode, long userId) {}

  static BuiltImage read() throws IOException {
    Map<String, File> layout;
    try (InputStream tar = Files.newInputStream(Path.of("target/jib-image.tar"))) {
      layout = filesOf(tar);
    }
    JsonNode index = json(layout, "index.json");
    JsonNode manifest = blob(layout, index.at("/manifests/0/digest"));
    var files = new TreeMap<String, File>();
    for (JsonNode layer : manifest.get("layers")) {
      byte[] zipped = contentOf(layout, layer.get("digest"));
      files.putAll(filesOf(new GZIPInputStream(new ByteArrayInputStream(zipped))));
    }
    return new BuiltImage(blob(layout, manifest.at("/config/digest")), files);
  }

  JsonNode json(String path) throws IOException {
    return json(files, path);
  }

  private static Map<String, File> filesOf(InputStream tar) throws IOException {
    var files = new LinkedHashMap<String, File>();
    var entries = new TarArchiveInputStream(tar);
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      if (entry.isFile()) {
        files.put(
            entry.getName(),
            new File(
                ByteBuffer.wrap(entries.readAllBytes()), entry.getMode(), entry.getLongUserId()));
      }
    }
    return files;
  }

  private static JsonNode blob(Map<String, File> layout, JsonNode digest) throws IOException {
    return JSON.readTree(contentOf(layout, digest));
  }

  private static byte[] contentOf(Map<String, File> layout, JsonNode digest) {
    return layout.get("blobs/" + digest.asText().replace(':', '/')).content().array();
  }

  private static JsonNode json(Map<String, File> files, String path) throws IOException {
    return JSON.readTree(files.get(path).content().array());
  }
}
