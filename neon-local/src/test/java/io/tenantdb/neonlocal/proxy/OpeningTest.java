package io.tenantdb.neonlocal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.neonlocal.proxy.Opening.Kind;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

final class OpeningTest {

  private static DataInputStream stream(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static byte[] request(int length, int code) {
    return ByteBuffer.allocate(length).putInt(length).putInt(code).array();
  }

  /** What a real TLS client sends first. */
  private static byte[] hello(List<String> names) throws NoSuchAlgorithmException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.copyOf(names.stream().map(SNIHostName::new).toList()));
    engine.setSSLParameters(parameters);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);
    byte[] bytes = new byte[record.flip().remaining()];
    record.get(bytes);
    return bytes;
  }

  @Test
  void shouldKnowEachWayToBegin() throws Exception {
    assertThat(Opening.read(stream(request(8, 80877103))).kind()).isEqualTo(Kind.TLS_REQUEST);
    assertThat(Opening.read(stream(request(8, 80877104))).kind()).isEqualTo(Kind.GSS_REQUEST);
    assertThat(Opening.read(stream(request(16, 80877102))).kind()).isEqualTo(Kind.CANCEL);
    assertThat(Opening.read(stream(request(9, 196608))).kind()).isEqualTo(Kind.PLAIN_STARTUP);
    assertThat(Opening.read(stream(hello(List.of()))).kind()).isEqualTo(Kind.DIRECT_TLS);
  }

  @Test
  void shouldPassOnAllThatWasRead() throws Exception {
    // Given
    byte[] cancel = request(16, 80877102);
    byte[] hello = hello(List.of("ep-one.example"));

    // Then
    assertThat(Opening.read(stream(cancel)).bytes()).isEqualTo(cancel);
    assertThat(Opening.read(stream(hello)).bytes()).isEqualTo(hello);
    assertThat(Opening.readHello(stream(hello))).isEqualTo(hello);
  }

  @Test
  void shouldEndConnectionsThatAreNoPostgresClients() {
    assertThatThrownBy(() -> Opening.read(stream(new byte[0]))).isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                Opening.read(
                    stream(ByteBuffer.allocate(8).putInt(2_000_000).putInt(80877102).array())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldFindTheServersNameInTheHello() throws Exception {
    assertThat(ClientHello.serverName(hello(List.of("EP-One-pooler.Neon.localhost"))))
        .hasValue("ep-one-pooler.neon.localhost");
    assertThat(ClientHello.serverName(hello(List.of()))).isEmpty();
    assertThat(ClientHello.serverName(new byte[40])).isEmpty();
    assertThat(ClientHello.serverName(new byte[0])).isEmpty();
  }
}
