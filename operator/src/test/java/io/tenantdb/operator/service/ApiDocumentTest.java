package io.tenantdb.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantdb.operator.fleet.FakeFleet;
import io.tenantdb.operator.intake.StoreIntake;
import io.tenantdb.operator.secret.FakeConnectionSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document says what the service does. */
class ApiDocumentTest {
  private static final Set<String> NOT_OPERATIONS = Set.of("parameters");

  private final Api api = api();

  private static Api api() {
    FakeFleet fleet = new FakeFleet();
    return new Api(
        new Operations(
            new Gate(
                new CachedCallers(new FakeCallers(), System::nanoTime),
                new Limits(new ManualTime())),
            new Hosts(Set.of()),
            new Tenants(() -> fleet, FakeConnectionSecrets::new, new ManualTime()),
            new StoreIntake(
                () -> fleet,
                database -> {
                  throw new AssertionError("nobody asked for a store");
                },
                Set.of())),
        new SimpleMeterRegistry());
  }

  private JsonNode document() throws IOException {
    Reply reply =
        api.answer(
            new Call(
                "GET",
                URI.create("/v1/openapi.json"),
                name -> null,
                new ByteArrayInputStream(new byte[0]),
                InetAddress.getLoopbackAddress()));
    assertThat(reply.status()).isEqualTo(200);
    return new ObjectMapper().readTree(reply.body());
  }

  @Test
  void shouldNameEveryOperationThereIsAndNoOther() throws IOException {
    // When
    List<String> documented = new ArrayList<>();
    for (var path : document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (!NOT_OPERATIONS.contains(operation.getKey())) {
          documented.add(
              "%s %s %s"
                  .formatted(
                      operation.getValue().path("operationId").textValue(),
                      operation.getKey().toUpperCase(java.util.Locale.ROOT),
                      path.getKey()));
        }
      }
    }

    // Then
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            api.routes().stream()
                .map(route -> "%s %s %s".formatted(route.operation(), route.method(), route.path()))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "Tenant, TenantView",
    "Condition, TenantView$Step",
    "Connection, ConnectionView",
    "NewTenant, NewTenant",
    "Problem, Problem$Body",
  })
  void shouldDescribeEveryFieldOfABody(String schema, String record)
      throws IOException, ClassNotFoundException {
    // When
    List<String> documented = new ArrayList<>();
    document()
        .at("/components/schemas/%s/properties".formatted(schema))
        .fieldNames()
        .forEachRemaining(documented::add);

    // Then
    Class<?> type = Class.forName("io.tenantdb.operator.service." + record);
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }
}
