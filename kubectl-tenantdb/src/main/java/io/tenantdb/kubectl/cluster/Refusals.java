package io.tenantdb.kubectl.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Turns what the client throws into sentences for people. */
final class Refusals {
  private final String server;

  /** Refusals of the API server at this address. */
  Refusals(String server) {
    this.server = server;
  }

  /** Asks the API server. */
  <T> T ask(Right right, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      throw told(right, e);
    }
  }

  private PluginException told(Right right, KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new PluginException(
              ExitStatus.FORBIDDEN,
              right.refusal(e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage()));
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new PluginException(
              ExitStatus.FORBIDDEN,
              "The API server at %s does not know who you are: the credentials of the kubeconfig have expired or are wrong. Log in again."
                  .formatted(server));
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new PluginException(
              ExitStatus.NOT_FOUND,
              "The cluster at %s has no %s: the operator's definitions are not installed there. Install them, or name another --context."
                  .formatted(server, right.resource()));
      case HttpURLConnection.HTTP_GONE ->
          new PluginException(
              ExitStatus.UNREACHABLE,
              "Reading the list took longer than the API server keeps it. Run the command again.");
      // The client knows two ways of saying that it has no answer.
      case 0, -1 -> withoutAnswer(e);
      default ->
          new PluginException(
              ExitStatus.UNREACHABLE,
              "The API server at %s answered %d when asked to %s %s: %s"
                  .formatted(server, e.getCode(), right.verb(), right.resource(), said(e)));
    };
  }

  /** None came, or one came that could not be read. */
  private PluginException withoutAnswer(KubernetesClientException e) {
    List<Throwable> causes =
        Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause).toList();
    Throwable innermost = causes.get(causes.size() - 1);
    if (causes.stream().anyMatch(Refusals::isOfTheNetwork)) {
      return new PluginException(
          ExitStatus.UNREACHABLE,
          "The API server at %s can't be reached (%s). Check the network, or name another --context."
              .formatted(server, message(innermost)));
    }
    // Its message is not shown: it may repeat what was read.
    return new PluginException(
        ExitStatus.FAULT,
        "A fault of this command: it can't read what the API server at %s answered (%s); please report it."
            .formatted(server, innermost.getClass().getSimpleName()));
  }

  private static boolean isOfTheNetwork(Throwable cause) {
    return cause instanceof IOException && !(cause instanceof JsonProcessingException);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String said(KubernetesClientException e) {
    return e.getStatus() == null || e.getStatus().getMessage() == null
        ? "nothing more"
        : e.getStatus().getMessage();
  }
}
