-- The shop's group role and its first login role.
--
-- Made by SQL on purpose: a role made through Neon's API becomes a member of neon_superuser, which may do anything.
-- store_app_1 has no password, so nobody can log in with it until the operator has one set. A second login role can
-- later take turns with it, so that credentials rotate with overlap.
-- Roles belong to the server (on Neon, to the branch) and not to the database: they may be here already.
DO $$
DECLARE
  too_mighty name;
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'store_app') THEN
      CREATE ROLE store_app NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'store_app_1') THEN
      CREATE ROLE store_app_1 LOGIN;
    END IF;
  EXCEPTION
    -- Another database of the same server was migrated at the same moment; both roles are made together.
    WHEN duplicate_object OR unique_violation THEN NULL;
  END;

  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_auth_members AS m
    WHERE m.roleid = 'store_app'::pg_catalog.regrole AND m.member = 'store_app_1'::pg_catalog.regrole
  ) THEN
    GRANT store_app TO store_app_1;
  END IF;

  -- A role of this name that somebody else made may be more than a shop.
  SELECT r.rolname INTO too_mighty
  FROM pg_catalog.pg_roles AS r
  WHERE r.rolname IN ('store_app', 'store_app_1') AND (
    r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
    OR EXISTS (
      SELECT FROM pg_catalog.pg_auth_members AS m
      WHERE m.member = r.oid AND m.roleid <> 'store_app'::pg_catalog.regrole
    )
  )
  LIMIT 1;
  IF too_mighty IS NOT NULL THEN
    RAISE EXCEPTION 'the role % exists and may do more than a shop', too_mighty
      USING HINT = 'It was not made by this migration. Drop it, or take its attributes and memberships away.';
  END IF;

  -- The shop works on rows: no tables of its own, not even temporary ones.
  EXECUTE pg_catalog.format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', pg_catalog.current_database());
  EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO store_app', pg_catalog.current_database());
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC, store_app;
GRANT USAGE ON SCHEMA public TO store_app;

-- What this role makes in later migrations is the shop's to use, too.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO store_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO store_app;
