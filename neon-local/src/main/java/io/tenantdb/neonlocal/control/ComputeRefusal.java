package io.tenantdb.neonlocal.control;

/** Why a connection is not let through; the message is told to the client. */
public final class ComputeRefusal extends Exception {

  private static final long serialVersionUID = 1;

  ComputeRefusal(String message) {
    super(message);
  }

  /** No such endpoint, or one that was deleted. */
  static ComputeRefusal unknown() {
    return new ComputeRefusal(
        "The requested endpoint could not be found, or you don't have access to it. Please check"
            + " the provided ID and try again.");
  }

  static ComputeRefusal unnamed() {
    return new ComputeRefusal(
        "Endpoint ID is not specified. Either please upgrade the postgres client library (libpq)"
            + " for SNI support or pass the endpoint ID (first part of the domain name) as a"
            + " parameter: '?options=endpoint%3D<endpoint-id>'. See more at https://neon.tech/sni");
  }

  static ComputeRefusal disabled() {
    return new ComputeRefusal(
        "The endpoint has been disabled. Enable it using Neon API and retry.");
  }

  static ComputeRefusal tooMany() {
    return new ComputeRefusal(Computes.TOO_MANY);
  }

  static ComputeRefusal notStarted() {
    return new ComputeRefusal("Couldn't connect to compute node");
  }
}
