package io.tenantdb.neonlocal.control;

/** Makes what is stored of a password. */
@FunctionalInterface
interface Verifiers {

  /** Differs for each password and each time. */
  String of(String password);
}
