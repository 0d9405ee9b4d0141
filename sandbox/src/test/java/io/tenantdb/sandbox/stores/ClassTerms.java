package io.tenantdb.sandbox.stores;

import io.tenantdb.api.Compute;
import io.tenantdb.api.DeletionGuard;
import io.tenantdb.api.Encryption;
import io.tenantdb.api.Intake;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectTerms;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.Template;
import io.tenantdb.api.TenantDatabaseClassSpec;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tests choose of a class.
 *
 * @param projects none with isolation Project
 * @param template null for the default one
 * @param compute null for the default
 * @param deletionGuard null for the default
 * @param intakeNamespace null for a class that takes no stores in
 */
record ClassTerms(
    Isolation isolation,
    List<ProjectPlace> projects,
    String keySecret,
    String keyringSecret,
    @Nullable Template template,
    @Nullable Compute compute,
    @Nullable DeletionGuard deletionGuard,
    @Nullable String intakeNamespace) {

  /** Isolation Branch, the world's project with room for 100 stores, the world's Secrets. */
  static ClassTerms usual() {
    return new ClassTerms(
        Isolation.Branch,
        List.of(new ProjectPlace(StoreWorld.PROJECT, "eu-central-1", 100)),
        StoreWorld.KEY_SECRET,
        StoreWorld.KEYRING_SECRET,
        null,
        null,
        null,
        null);
  }

  /** A Neon project for each store, with the PostgreSQL that neon-local has. */
  static ClassTerms ofProjects() {
    return new ClassTerms(
        Isolation.Project,
        List.of(),
        StoreWorld.KEY_SECRET,
        StoreWorld.KEYRING_SECRET,
        null,
        null,
        null,
        null);
  }

  ClassTerms withRoomFor(int maxTenants) {
    return withProjects(List.of(new ProjectPlace(StoreWorld.PROJECT, "eu-central-1", maxTenants)));
  }

  ClassTerms withProjects(List<ProjectPlace> places) {
    return new ClassTerms(
        isolation,
        places,
        keySecret,
        keyringSecret,
        template,
        compute,
        deletionGuard,
        intakeNamespace);
  }

  ClassTerms withKeySecret(String name) {
    return new ClassTerms(
        isolation,
        projects,
        name,
        keyringSecret,
        template,
        compute,
        deletionGuard,
        intakeNamespace);
  }

  ClassTerms withKeyringSecret(String name) {
    return new ClassTerms(
        isolation, projects, keySecret, name, template, compute, deletionGuard, intakeNamespace);
  }

  ClassTerms withTemplate(String branchName, boolean isProtected) {
    return new ClassTerms(
        isolation,
        projects,
        keySecret,
        keyringSecret,
        new Template(branchName, isProtected, null),
        compute,
        deletionGuard,
        intakeNamespace);
  }

  ClassTerms withCompute(Compute size) {
    return new ClassTerms(
        isolation,
        projects,
        keySecret,
        keyringSecret,
        template,
        size,
        deletionGuard,
        intakeNamespace);
  }

  ClassTerms withIntake(String namespace) {
    return new ClassTerms(
        isolation, projects, keySecret, keyringSecret, template, compute, deletionGuard, namespace);
  }

  ClassTerms withDeletionGuard(int maxDeletions) {
    return new ClassTerms(
        isolation,
        projects,
        keySecret,
        keyringSecret,
        template,
        compute,
        new DeletionGuard(maxDeletions, null),
        intakeNamespace);
  }

  TenantDatabaseClassSpec spec(URI apiUrl) {
    return new TenantDatabaseClassSpec(
        false,
        isolation,
        new NeonAccount(apiUrl.toString(), null, new SecretKeyRef(keySecret, null)),
        "eu-central-1",
        projects,
        isolation == Isolation.Project ? new ProjectTerms(List.of(), 18, null) : null,
        template,
        null,
        compute,
        null,
        deletionGuard,
        new Encryption(new SecretKeyRef(keyringSecret, null)),
        null,
        intakeNamespace == null ? null : new Intake(intakeNamespace));
  }
}
