package io.tenantdb.operator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One page: exactly this path, only for reading. */
final class Page implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(Page.class);

  private final String path;
  private final Supplier<Answer> content;

  Page(String path, Supplier<Answer> content) {
    this.path = path;
    this.content = content;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      Answer answer = answer(exchange, head);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange, boolean head) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return Answer.missing();
    }
    if (!head && !exchange.getRequestMethod().equals("GET")) {
      return Answer.onlyReading();
    }
    try {
      return content.get();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("path", path).setCause(e).log("page failed");
      return Answer.failed();
    }
  }
}
