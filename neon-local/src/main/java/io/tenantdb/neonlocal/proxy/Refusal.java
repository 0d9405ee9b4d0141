package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.tls.CertificateAuthority;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Tells a client, inside TLS as the server it wanted, why it is not let in. */
final class Refusal {

  private static final int MOST_STARTUP = 10_000;

  private final CertificateAuthority authority;

  Refusal(CertificateAuthority authority) {
    this.authority = authority;
  }

  /**
   * Takes the handshake from the client's hello on.
   *
   * @param hello what was read of the client's TLS so far; may be empty
   */
  void tell(Socket client, byte[] hello, List<String> hosts, String message) throws IOException {
    try (SSLSocket tls = Tls.begin(client, hello, authority.issue(hosts))) {
      readStartup(new DataInputStream(tls.getInputStream()));
      tls.getOutputStream().write(ErrorResponse.fatal(message));
      tls.getOutputStream().flush();
    }
  }

  /** A client may miss an answer that comes before it has asked. */
  private static void readStartup(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length > 4 && length < MOST_STARTUP) {
      in.skipNBytes(length - 4L);
    }
  }
}
