package io.tenantdb.neon.http;

import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request exactly once. Whatever the HTTP library would repeat or follow by itself is off.
 */
final class Transport {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String HIDDEN_RETRY_AFTER = "X-Tenantdb-Retry-After";
  private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

  private final OkHttpClient http;
  private final HttpUrl baseUrl;
  private final Secret authorization;

  Transport(URI baseUrl, Secret apiKey, Deadlines deadlines) {
    this.baseUrl = Objects.requireNonNull(HttpUrl.get(baseUrl), "not an HTTP URL");
    this.authorization = authorization(apiKey);
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(deadlines.connect())
            .readTimeout(deadlines.call())
            .writeTimeout(deadlines.call())
            .callTimeout(deadlines.call())
            .pingInterval(Duration.ofSeconds(15))
            .connectionPool(idleConnections())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(Transport::hideInvitationToRepeat)
            .eventListener(new SentMarker())
            .build();
  }

  /** Sends it, and waits for the whole answer but not longer than {@code patience}. */
  Answer send(NeonRequest request, Duration patience) throws NoAnswer {
    String requestId = UUID.randomUUID().toString();
    SentMark mark = new SentMark();
    Call call = http.newCall(httpRequest(request, requestId, mark));
    call.timeout().timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      return new Answer(response.code(), response.body().string(), requestId, retryAfter(response));
    } catch (IOException e) {
      throw new NoAnswer(e, mark.sent, requestId);
    }
  }

  private Request httpRequest(NeonRequest request, String requestId, SentMark mark) {
    return new Request.Builder()
        .url(request.url(baseUrl))
        .method(request.method(), body(request))
        .header("Authorization", authorization.reveal())
        .header("Accept", "application/json")
        .header("X-Request-ID", requestId)
        .tag(SentMark.class, mark)
        .build();
  }

  /** Given up before a server or something on the way does so: a call on a dead one is lost. */
  private static ConnectionPool idleConnections() {
    return new ConnectionPool(16, 10, TimeUnit.SECONDS);
  }

  private static @Nullable RequestBody body(NeonRequest request) {
    if (request.body() != null) {
      return RequestBody.create(request.body().toString(), JSON);
    }
    return request.method().equals("POST") ? NOTHING : null;
  }

  private static Secret authorization(Secret apiKey) {
    String key = apiKey.reveal().strip();
    if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new NeonException.KeyRejected(
          "The Neon API key is empty or holds characters that no key has. Check the Secret it comes from.");
    }
    return new Secret("Bearer " + key);
  }

  /**
   * The library repeats any request that was answered 503 with {@code Retry-After: 0}, and no
   * switch turns that off; so it gets to see another name of the header.
   */
  private static Response hideInvitationToRepeat(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String value = response.header("Retry-After");
    return value == null
        ? response
        : response
            .newBuilder()
            .removeHeader("Retry-After")
            .header(HIDDEN_RETRY_AFTER, value)
            .build();
  }

  private static @Nullable String retryAfter(Response response) {
    return response.header(HIDDEN_RETRY_AFTER);
  }

  /** Whether the first byte of a request may have left. */
  private static final class SentMark {
    private volatile boolean sent;
  }

  private static final class SentMarker extends EventListener {
    @Override
    public void requestHeadersStart(Call call) {
      SentMark mark = call.request().tag(SentMark.class);
      if (mark != null) {
        mark.sent = true;
      }
    }
  }
}
