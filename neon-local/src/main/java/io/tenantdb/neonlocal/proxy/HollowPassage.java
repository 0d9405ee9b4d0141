package io.tenantdb.neonlocal.proxy;

import io.tenantdb.neonlocal.control.ComputeRefusal;
import io.tenantdb.neonlocal.control.Computes;
import io.tenantdb.neonlocal.control.Hollow;
import io.tenantdb.neonlocal.postgres.ScramKeys;
import io.tenantdb.neonlocal.tls.CertificateAuthority;
import io.tenantdb.neonlocal.tls.ServerIdentity;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * Ends TLS and authentication here, by the password that the role has in the client's branch, and
 * opens a session as that role in the server that all branches share.
 */
final class HollowPassage implements Passage {

  private static final String BRANCH_SETTING = "neon_local.branch_id";
  private static final String INVALID_PASSWORD = "28P01";
  private static final int NONCE_BYTES = 18;

  private final Computes computes;
  private final Hollow hollow;
  private final CertificateAuthority authority;
  private final Refusal refusal;
  private final SecureRandom random = new SecureRandom();

  HollowPassage(Computes computes, Hollow hollow, CertificateAuthority authority, Refusal refusal) {
    this.computes = computes;
    this.hollow = hollow;
    this.authority = authority;
    this.refusal = refusal;
  }

  @Override
  public void take(Socket client, byte[] hello, boolean negotiated, Target.Choice choice)
      throws IOException, InterruptedException {
    try {
      computes.awaken(choice.endpointId());
    } catch (ComputeRefusal e) {
      refusal.tell(client, hello, choice.hosts(), String.valueOf(e.getMessage()));
      return;
    }
    ServerIdentity identity = authority.issue(choice.hosts());
    try (SSLSocket tls = Tls.begin(client, hello, identity)) {
      serve(tls, identity, choice.endpointId());
    } finally {
      computes.touch(choice.endpointId());
    }
  }

  private void serve(SSLSocket client, ServerIdentity identity, String endpointId)
      throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
    Startup startup = Startup.read(in);
    if (startup.isCancel() || isProved(startup, identity, endpointId, new Login(in, out))) {
      visit(client, startup, endpointId, out);
    } else {
      refuse(
          out,
          ErrorResponse.fatal(
              INVALID_PASSWORD,
              "password authentication failed for user \"" + startup.user() + "\""));
    }
  }

  private boolean isProved(Startup startup, ServerIdentity identity, String endpointId, Login login)
      throws IOException {
    Optional<ScramKeys> keys = hollow.keysOf(endpointId, startup.user());
    return keys.isPresent()
        && login.prove(new ScramExchange(keys.get(), identity.endPoint(), nonce()));
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void visit(SSLSocket client, Startup startup, String endpointId, DataOutputStream out)
      throws IOException, InterruptedException {
    try (Hollow.Visit visit = hollow.enter(endpointId);
        SocketChannel server = SocketChannel.open(UnixDomainSocketAddress.of(visit.socket()))) {
      byte[] first =
          startup.isCancel() ? startup.bytes() : startup.with(BRANCH_SETTING, visit.branchId());
      server.write(ByteBuffer.wrap(first));
      Splice.run(client, server);
    } catch (ComputeRefusal e) {
      refuse(out, ErrorResponse.fatal(String.valueOf(e.getMessage())));
    }
  }

  private static void refuse(DataOutputStream out, byte[] error) throws IOException {
    out.write(error);
    out.flush();
  }
}
