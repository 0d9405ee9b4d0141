package io.tenantdb.sandbox.kubernetes;

import io.tenantdb.sandbox.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The programs of a control plane and how they are told about each other; all on 127.0.0.1. */
record ControlPlane(
    KubernetesBinaries binaries,
    Path folder,
    ClusterSecrets secrets,
    int etcdPort,
    int apiServerPort,
    Set<ClusterFeature> features) {
  /** Only what the operator and its users rely on; nothing here schedules or runs pods. */
  private static final List<String> CONTROLLERS =
      List.of(
          "garbage-collector-controller",
          "namespace-controller",
          "serviceaccount-controller",
          "clusterrole-aggregation-controller");

  private static final List<String> CONTROLLERS_OF_WORKLOADS =
      List.of(
          "deployment-controller",
          "replicaset-controller",
          "job-controller",
          "disruption-controller",
          "endpointslice-controller",
          "root-ca-certificate-publisher-controller");

  String etcdUrl() {
    return "http://127.0.0.1:" + etcdPort;
  }

  /** The API server makes its certificate itself and puts it here with the authority's. */
  Path serverCertificates() {
    return folder.resolve("certificates").resolve("apiserver.crt");
  }

  Program etcd() {
    return new Program(
        "etcd",
        List.of(
            binaries.program("etcd"),
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + etcdUrl(),
            "--advertise-client-urls=" + etcdUrl(),
            "--listen-peer-urls=http://127.0.0.1:0", // It has no peers.
            "--quota-backend-bytes=8589934592", // Room for 50,000 stores; the default is 2 GiB.
            "--unsafe-no-fsync", // A power cut may lose the sandbox, and writes are fast.
            "--log-level=warn"));
  }

  Path auditLog() {
    return folder.resolve("audit.log");
  }

  Program apiServer() {
    List<String> command = new ArrayList<>(apiServerCommand());
    if (features.contains(ClusterFeature.AUDIT)) {
      command.add("--audit-policy-file=" + AuditPolicy.in(folder));
      command.add("--audit-log-path=" + auditLog());
    }
    return new Program("kube-apiserver", command);
  }

  private List<String> apiServerCommand() {
    return List.of(
        binaries.program("kube-apiserver"),
        "--etcd-servers=" + etcdUrl(),
        "--bind-address=127.0.0.1",
        "--secure-port=" + apiServerPort,
        "--cert-dir=" + serverCertificates().getParent(),
        "--endpoint-reconciler-type=none", // It may not advertise a loopback address.
        "--service-cluster-ip-range=10.0.0.0/24",
        "--authorization-mode=RBAC",
        // Some clusters have it: who blocks an owner's deletion needs a right to that owner.
        "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
        "--anonymous-auth=false",
        "--token-auth-file=" + secrets.tokenFile(),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + secrets.serviceAccountKey(),
        "--service-account-signing-key-file=" + secrets.serviceAccountKey());
  }

  Program controllerManager(Path kubeconfig) {
    List<String> controllers = new ArrayList<>(CONTROLLERS);
    if (features.contains(ClusterFeature.WORKLOADS)) {
      controllers.addAll(CONTROLLERS_OF_WORKLOADS);
    }
    return new Program(
        "kube-controller-manager",
        List.of(
            binaries.program("kube-controller-manager"),
            "--kubeconfig=" + kubeconfig,
            "--controllers=" + String.join(",", controllers),
            "--root-ca-file=" + serverCertificates(), // What pods are told to trust.
            "--leader-elect=false",
            "--secure-port=0")); // Nobody asks it anything.
  }
}
