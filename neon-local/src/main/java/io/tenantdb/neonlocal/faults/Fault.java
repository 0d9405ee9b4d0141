package io.tenantdb.neonlocal.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a call. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "latency", value = Fault.Latency.class),
  @JsonSubTypes.Type(name = "locked", value = Fault.Locked.class),
  @JsonSubTypes.Type(name = "throttled", value = Fault.Throttled.class),
  @JsonSubTypes.Type(name = "error", value = Fault.ServerError.class),
  @JsonSubTypes.Type(name = "errorAfter", value = Fault.ErrorAfter.class),
  @JsonSubTypes.Type(name = "resetBefore", value = Fault.ResetBefore.class),
  @JsonSubTypes.Type(name = "resetAfter", value = Fault.ResetAfter.class),
  @JsonSubTypes.Type(name = "cutOff", value = Fault.CutOff.class),
  @JsonSubTypes.Type(name = "missing", value = Fault.Missing.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Fault {

  /**
   * It takes longer, by {@code millis} and up to {@code jitterMillis} more; then it goes on to its
   * route.
   */
  record Latency(long millis, long jitterMillis) implements Fault {
    /** Refuses negative times. */
    public Latency {
      Wrong.unless(millis >= 0, "millis must not be negative");
      Wrong.unless(jitterMillis >= 0, "jitterMillis must not be negative");
    }
  }

  /** 423 as Neon words it; nothing is done. */
  record Locked() implements Fault {}

  /**
   * 429; nothing is done.
   *
   * @param retryAfterSeconds null: the answer has no Retry-After header
   */
  record Throttled(@Nullable Integer retryAfterSeconds) implements Fault {
    /** Refuses negative times. */
    public Throttled {
      Wrong.unless(
          retryAfterSeconds == null || retryAfterSeconds >= 0,
          "retryAfterSeconds must not be negative");
    }
  }

  /**
   * 5xx; nothing is done.
   *
   * @param html the body is a page for people, as a CDN's
   */
  record ServerError(int status, boolean html) implements Fault {
    /** Refuses what is no error of a server. */
    public ServerError {
      Wrong.unlessServerError(status);
    }
  }

  /** The call has its effect and is answered with 5xx. */
  record ErrorAfter(int status, boolean html) implements Fault {
    /** Refuses what is no error of a server. */
    public ErrorAfter {
      Wrong.unlessServerError(status);
    }
  }

  /** The connection is closed; nothing is done. */
  record ResetBefore() implements Fault {}

  /** The call has its effect; the connection is closed without an answer. */
  record ResetAfter() implements Fault {}

  /** The call has its effect; half of the answer arrives, and the connection is closed. */
  record CutOff() implements Fault {}

  /**
   * Success, with a list that lacks items.
   *
   * @param member the list in the answer, for example {@code branches}
   * @param keep the share of items that is there, from 0 to 1
   */
  record Missing(String member, double keep) implements Fault {
    /** Refuses what is no share. */
    public Missing {
      Wrong.unless(member != null && !member.isEmpty(), "member is missing");
      Wrong.unlessShare("keep", keep);
    }
  }
}
