package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.tls.ServerIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The server's end of TLS, in neon-local itself. */
final class Tls {

  private Tls() {}

  /**
   * Takes the handshake from the client's hello on.
   *
   * @param hello what was read of the client's TLS so far; may be empty
   */
  static SSLSocket begin(Socket client, byte[] hello, ServerIdentity identity) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            identity
                .context()
                .getSocketFactory()
                .createSocket(client, new ByteArrayInputStream(hello), true);
    tls.setUseClientMode(false);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"postgresql"});
    tls.setSSLParameters(parameters);
    return tls;
  }
}
