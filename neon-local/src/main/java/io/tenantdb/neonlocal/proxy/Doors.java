package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.control.Computes;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.Hosts;
import io.tenantdb.neonlocal.model.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for Postgres clients. The addresses of a deleted endpoint stay open while the process
 * runs, so that its clients are told what happened.
 */
public final class Doors implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final int BACKLOG = 128;

  private final Computes computes;
  private final Passage passage;
  private final Hosts hosts;
  private final int port;
  private final Map<String, ServerSocket> open = new ConcurrentHashMap<>();

  private Doors(ControlPlane control, Hosts hosts, int port) {
    this.computes = control.computes();
    Refusal refusal = new Refusal(control.authority());
    this.passage =
        computes
            .hollow()
            .<Passage>map(
                hollow -> new HollowPassage(computes, hollow, control.authority(), refusal))
            .orElseGet(() -> new StraightPassage(computes, refusal));
    this.hosts = hosts;
    this.port = port;
  }

  /**
   * Opens the doors of all endpoints, and from now on of each new one.
   *
   * @throws IllegalStateException when an address is taken by another program
   */
  public static Doors open(ControlPlane control, Hosts hosts, int port) {
    Doors doors = new Doors(control, hosts, port);
    try {
      switch (hosts) {
        case Hosts.Names names ->
            doors.listen(names.address(), new NamedTarget(names, control.computes()));
        case Hosts.Addresses addresses -> control.store().watchEndpoints(doors::open);
      }
      return doors;
    } catch (RuntimeException e) {
      doors.close();
      throw e;
    }
  }

  private void open(Endpoint endpoint) {
    Target target = new FixedTarget(endpoint.id(), hosts.both(endpoint.host()), computes);
    // A record that was copied has the address of the endpoint it was copied from.
    hosts.both(endpoint.host()).stream()
        .filter(host -> !open.containsKey(host))
        .forEach(host -> listen(host, target));
  }

  private void listen(String host, Target target) {
    try {
      ServerSocket door = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral(host));
      open.put(host, door);
      Thread.ofVirtual().name("door " + host).start(() -> welcome(door, target));
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot listen on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "): another program uses it, set another postgres port or stop it",
          e);
    }
  }

  private void welcome(ServerSocket door, Target target) {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Session session = new Session(client, target, passage);
        Thread.ofVirtual().name("session").start(session::run);
      } catch (IOException e) {
        LOG.debug("no connection accepted: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    for (ServerSocket door : open.values()) {
      try {
        door.close();
      } catch (IOException e) {
        LOG.debug("door does not close: {}", e.toString());
      }
    }
  }
}
