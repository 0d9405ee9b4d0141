-- Which store this database belongs to, and which seed data it was given. The schema also holds the history of
-- migrations. The shop may read the identity and nothing else here.
CREATE TABLE tenantdb.identity (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  organization_id uuid NOT NULL,
  store_name text NOT NULL,
  subdomain text,
  schema_name text NOT NULL,
  provisioned_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenantdb.identity IS
  'One row: the organization this database belongs to. None in a template. Read it to be sure one reached the right store.';

CREATE TABLE tenantdb.seed (
  name text PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenantdb.seed IS 'Seed data that was applied. It is never applied again, whatever the store did with it.';

REVOKE ALL ON SCHEMA tenantdb FROM PUBLIC;
GRANT USAGE ON SCHEMA tenantdb TO store_app;
GRANT SELECT ON tenantdb.identity TO store_app;
