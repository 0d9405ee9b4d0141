package io.tenantdb.neonlocal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Connects every name to one address, as a resolver would that knows the names. The driver makes it
 * by reflection.
 */
public final class SharedAddress extends SocketFactory {

  private final InetAddress address;

  /** The driver's {@code socketFactoryArg}. */
  public SharedAddress(String address) {
    this.address = InetAddress.ofLiteral(address);
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress wanted, int timeout) throws IOException {
        super.connect(
            new InetSocketAddress(address, ((InetSocketAddress) wanted).getPort()), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
