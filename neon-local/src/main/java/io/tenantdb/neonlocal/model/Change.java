package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something the API promised that the branch's PostgreSQL has yet to be told. Each can be told
 * twice. Passwords travel as verifiers, so no server log can show them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Change.PutRole.class, name = "put_role"),
  @JsonSubTypes.Type(value = Change.SetPassword.class, name = "set_password"),
  @JsonSubTypes.Type(value = Change.DropRole.class, name = "drop_role"),
  @JsonSubTypes.Type(value = Change.PutDatabase.class, name = "put_database"),
  @JsonSubTypes.Type(value = Change.AlterDatabase.class, name = "alter_database"),
  @JsonSubTypes.Type(value = Change.DropDatabase.class, name = "drop_database"),
})
public sealed interface Change {

  /** A role as the API makes them; without a verifier it cannot log in. */
  record PutRole(String name, @Nullable String verifier) implements Change {
    @Override
    public String toString() {
      return "PutRole " + name;
    }
  }

  /** Another password for a role that exists. */
  record SetPassword(String name, String verifier) implements Change {
    @Override
    public String toString() {
      return "SetPassword " + name;
    }
  }

  /** The role and what it owns go. */
  record DropRole(String name) implements Change {}

  /** A database with an owner. */
  record PutDatabase(String name, String owner) implements Change {}

  /** Another name or owner for a database. */
  record AlterDatabase(String name, String newName, String newOwner) implements Change {}

  /** The database goes, whoever is connected to it. */
  record DropDatabase(String name) implements Change {}
}
