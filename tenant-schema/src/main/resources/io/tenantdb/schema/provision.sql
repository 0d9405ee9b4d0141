-- Makes the database one store's: its identity row and, the first time, its settings. One statement, so all or nothing.
-- tenantdb.claim (V7) leaves the same in a fresh copy; a test compares them, and a change here needs a migration of it.
-- No row comes back when the database belongs to another organization.
WITH mine AS (
  INSERT INTO tenantdb.identity AS held (organization_id, store_name, subdomain, schema_name)
  VALUES (?, ?, ?, ?)
  ON CONFLICT (only_row) DO UPDATE
    SET store_name = excluded.store_name, subdomain = excluded.subdomain
    WHERE held.organization_id = excluded.organization_id
  RETURNING held.provisioned_at, held.store_name, held.subdomain
), first AS (
  INSERT INTO tenantdb.seed (name)
  SELECT 'settings' FROM mine
  ON CONFLICT DO NOTHING
  RETURNING name
), seeded AS (
  INSERT INTO public.settings (key, value)
  SELECT chosen.key, chosen.value
  FROM first CROSS JOIN mine CROSS JOIN LATERAL (
    VALUES ('store_name', mine.store_name), ('subdomain', mine.subdomain), ('currency', 'EUR'), ('locale', 'en'), ('time_zone', 'UTC')
  ) AS chosen (key, value)
  WHERE chosen.value IS NOT NULL
  ON CONFLICT (key) DO NOTHING
)
SELECT mine.provisioned_at, EXISTS (SELECT FROM first) AS seeded FROM mine
