package io.tenantdb.sandbox.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/**
 * A health check in Lua, run with no more than the libraries that Argo CD opens for checks of its
 * ConfigMap: base, package and table. The real Argo CD runs it in {@code ArgoCdIT}.
 */
record HealthCheck(String script) {
  private static final Path FOLDER = Path.of("..", "examples", "argocd", "health");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What it says of a resource. */
  record Health(String status, String message) {}

  /** The check of a kind, as it is in the examples. */
  static HealthCheck ofKind(String kind) throws IOException {
    return new HealthCheck(Files.readString(FOLDER.resolve(kind + ".lua")));
  }

  /** What it says of a resource that is given as JSON. */
  Health judge(String resource) throws JsonProcessingException {
    Globals globals = new Globals();
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new TableLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.set("obj", value(JSON.readTree(resource)));
    LuaValue said = globals.load(script, "health").call();
    return new Health(said.get("status").checkjstring(), said.get("message").checkjstring());
  }

  private static LuaValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> table(node);
      case ARRAY -> list(node);
      case NUMBER -> LuaValue.valueOf(node.asDouble());
      case BOOLEAN -> LuaValue.valueOf(node.asBoolean());
      case STRING -> LuaValue.valueOf(node.asText());
      default -> LuaValue.NIL;
    };
  }

  private static LuaTable table(JsonNode object) {
    LuaTable table = new LuaTable();
    object.properties().forEach(field -> table.set(field.getKey(), value(field.getValue())));
    return table;
  }

  private static LuaTable list(JsonNode array) {
    LuaTable list = new LuaTable();
    array.forEach(element -> list.insert(0, value(element)));
    return list;
  }
}
