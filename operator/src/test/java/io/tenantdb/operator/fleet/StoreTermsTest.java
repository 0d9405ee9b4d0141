package io.tenantdb.operator.fleet;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.EndpointSettings;
import org.junit.jupiter.api.Test;

final class StoreTermsTest {
  private static final TenantDatabaseClass SILENT = tenantClass("standard").build();

  @Test
  void shouldFillInEveryDefaultWhenNobodySaysAnything() {
    // When
    StoreTerms terms = StoreTerms.of(store("acme").build(), SILENT);

    // Then
    assertThat(terms)
        .returns("standard", StoreTerms::className)
        .returns("eu-central-1", StoreTerms::region)
        .returns(new Compute(0.25, 1.0, 300), StoreTerms::compute)
        .returns(false, StoreTerms::suspended)
        .returns("store", StoreTerms::schemaName)
        .returns(null, StoreTerms::schemaPin)
        .returns("neondb", StoreTerms::databaseName)
        .returns("neondb_owner", StoreTerms::ownerRole)
        .returns(DeletionPolicy.Retain, StoreTerms::deletionPolicy)
        .returns("acme-connection", StoreTerms::secretName)
        .returns(Format.Sealed, StoreTerms::secretFormat);
  }

  @Test
  void shouldTakeWhatTheClassSaysWhenStoreIsSilent() {
    // Given
    TenantDatabaseClass speaking =
        tenantClass("standard")
            .region("aws-us-east-2")
            .compute(0.5, 2.0, 600)
            .schema("shop", "4")
            .database("shopdb", "owner")
            .deletionPolicy(DeletionPolicy.Delete)
            .build();

    // When
    StoreTerms terms = StoreTerms.of(store("acme").build(), speaking);

    // Then
    assertThat(terms)
        .returns("us-east-2", StoreTerms::region)
        .returns(new Compute(0.5, 2.0, 600), StoreTerms::compute)
        .returns("shop", StoreTerms::schemaName)
        .returns("4", StoreTerms::schemaPin)
        .returns("shopdb", StoreTerms::databaseName)
        .returns("owner", StoreTerms::ownerRole)
        .returns(DeletionPolicy.Delete, StoreTerms::deletionPolicy);
  }

  @Test
  void shouldPreferWhatTheStoreSaysEachValueApart() {
    // Given
    TenantDatabaseClass speaking =
        tenantClass("standard")
            .region("us-east-2")
            .compute(0.5, 2.0, 600)
            .schema("shop", "4")
            .deletionPolicy(DeletionPolicy.Delete)
            .build();

    // When
    StoreTerms terms =
        StoreTerms.of(
            store("acme")
                .region("ap-southeast-1")
                .compute(null, 4.0, null)
                .schema(null, "5")
                .deletionPolicy(DeletionPolicy.Retain)
                .secret("db", Format.ServiceBinding)
                .build(),
            speaking);

    // Then
    assertThat(terms)
        .returns("ap-southeast-1", StoreTerms::region)
        .returns(new Compute(0.5, 4.0, 600), StoreTerms::compute)
        .returns("shop", StoreTerms::schemaName)
        .returns("5", StoreTerms::schemaPin)
        .returns(DeletionPolicy.Retain, StoreTerms::deletionPolicy)
        .returns("db", StoreTerms::secretName)
        .returns(Format.ServiceBinding, StoreTerms::secretFormat);
  }

  @Test
  void shouldTellNeon0WhenTheTimeOutIsNeonsDefaultOf300() {
    // When
    EndpointSettings settings = StoreTerms.of(store("acme").build(), SILENT).endpointSettings();

    // Then
    assertThat(settings).isEqualTo(new EndpointSettings(0.25, 1, 0, false));
  }

  @Test
  void shouldTellNeonOtherTimeOutsAsTheyAre() {
    // Given
    StoreTerms terms =
        StoreTerms.of(store("acme").compute(null, null, -1).suspended(true).build(), SILENT);

    // When
    EndpointSettings settings = terms.endpointSettings();

    // Then
    assertThat(settings).isEqualTo(new EndpointSettings(0.25, 1, -1, true));
  }

  @Test
  void shouldRetainWhenTheClassIsGoneAndStoreIsSilent() {
    // When
    DeletionPolicy policy = StoreTerms.deletionPolicy(store("acme").build().getSpec(), null);

    // Then
    assertThat(policy).isEqualTo(DeletionPolicy.Retain);
  }

  @Test
  void shouldNameRegionsBothWays() {
    assertThat(Region.shortName("aws-eu-central-1")).isEqualTo("eu-central-1");
    assertThat(Region.neonName("eu-central-1")).isEqualTo("aws-eu-central-1");
    assertThat(Region.neonName("aws-eu-central-1")).isEqualTo("aws-eu-central-1");
    assertThat(Region.neonName("azure-gwc")).isEqualTo("azure-gwc");
  }
}
