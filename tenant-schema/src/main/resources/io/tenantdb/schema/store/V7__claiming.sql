-- Lets the store's own credentials make a fresh copy of a template the store's: making a store then takes one password
-- and one session. It runs with the rights of the migrations, and does one thing, once: where there is an identity
-- already, or the history of migrations is not the one expected, nothing is changed and no row comes back. Asked again
-- for the same store it changes nothing either, and answers.
CREATE FUNCTION tenantdb.claim(
  expected_history text[], the_organization uuid, the_name text, the_subdomain text, the_schema text)
RETURNS TABLE (provisioned_at timestamptz, seeded boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH history AS (
  SELECT array_agg(format('%s %s %s', version, checksum, success) ORDER BY installed_rank) AS applied
  FROM tenantdb.schema_history WHERE version IS NOT NULL
), mine AS (
  INSERT INTO tenantdb.identity AS held (organization_id, store_name, subdomain, schema_name)
  SELECT the_organization, the_name, the_subdomain, the_schema FROM history WHERE applied = expected_history
  ON CONFLICT (only_row) DO UPDATE SET organization_id = held.organization_id
    WHERE held.organization_id = excluded.organization_id AND held.store_name = excluded.store_name
      AND held.subdomain IS NOT DISTINCT FROM excluded.subdomain AND held.schema_name = excluded.schema_name
  RETURNING held.provisioned_at, held.store_name, held.subdomain
), first AS (
  INSERT INTO tenantdb.seed (name)
  SELECT 'settings' FROM mine
  ON CONFLICT DO NOTHING
  RETURNING name
), seeds AS (
  INSERT INTO public.settings (key, value)
  SELECT chosen.key, chosen.value
  FROM first CROSS JOIN mine CROSS JOIN LATERAL (
    VALUES ('store_name', mine.store_name), ('subdomain', mine.subdomain), ('currency', 'EUR'), ('locale', 'en'), ('time_zone', 'UTC')
  ) AS chosen (key, value)
  WHERE chosen.value IS NOT NULL
  ON CONFLICT (key) DO NOTHING
)
SELECT mine.provisioned_at, EXISTS (SELECT FROM first) FROM mine
$$;
COMMENT ON FUNCTION tenantdb.claim IS
  'Makes a fresh copy of a template one store''s. Does nothing to a database that is a store''s already.';

REVOKE ALL ON FUNCTION tenantdb.claim FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenantdb.claim TO store_app;
