package io.tenantdb.operator.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who calls, and what they may. */
interface Callers {

  /**
   * Whose token it is; empty if it is nobody's here.
   *
   * @throws Problem if that could not be told
   */
  Optional<Caller> whoIs(String token);

  /**
   * Whether the caller may do this.
   *
   * @param asked what they asked for, in their words: the same question about another thing is
   *     another question, and takes as long
   * @throws Problem if that could not be told
   */
  boolean may(Caller caller, Right right, String asked);

  /** As the cluster knows them. */
  record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    /** Copies what it is given. */
    public Caller {
      groups = List.copyOf(groups);
      extra = Map.copyOf(extra);
    }
  }

  /**
   * A right to TenantDatabases.
   *
   * @param subresource empty for the resource itself
   * @param namespace empty for all
   * @param name empty for all
   */
  record Right(String verb, String subresource, String namespace, String name) {
    /** To a store's connection. */
    static Right connection(String namespace, String name) {
      return new Right("get", "connection", namespace, name);
    }

    /** To every store's connection. */
    static Right everyConnection() {
      return connection("", "");
    }

    /** To ask for stores in a namespace. */
    static Right create(String namespace) {
      return new Right("create", "", namespace, "");
    }
  }
}
