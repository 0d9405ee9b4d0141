package io.tenantdb.schema;

import java.util.List;

/** The schema of a store as this build knows it: an ordered list of migrations. Immutable. */
public final class StoreSchema {

  static final String FOLDER = "store";

  /**
   * Named one by one, so that nothing depends on listing a class path; a test compares it with the
   * folder.
   */
  private static final List<String> FILES =
      List.of(
          "V1__roles_of_the_shop.sql",
          "V2__identity_and_seed_record.sql",
          "V3__catalog.sql",
          "V4__customers_and_orders.sql",
          "V5__settings.sql",
          "V6__first_categories.sql",
          "V7__claiming.sql");

  /** What a new store is given is written into the tables of this version. */
  private static final int OLDEST_OF_USE = 5;

  private final List<Migration> migrations =
      FILES.stream().map(file -> Migration.read(FOLDER, file)).toList();

  /** The name by which resources ask for this schema. */
  public String name() {
    return "store";
  }

  /** All migrations, the oldest first; their versions are 1, 2, 3 and so on without a gap. */
  public List<Migration> migrations() {
    return migrations;
  }

  /** The oldest version at which a database can be made one store's. */
  public SchemaVersion oldestOfUse() {
    return migrations.get(OLDEST_OF_USE - 1).version();
  }

  /** The version that a store has once all migrations were applied. */
  public SchemaVersion newest() {
    return migrations.getLast().version();
  }
}
