-- The categories a store begins with. Only for a database that is nobody's yet: a store that is in business is not
-- given categories it did not ask for.
WITH fresh AS (
  INSERT INTO tenantdb.seed (name)
  SELECT 'categories' WHERE NOT EXISTS (SELECT FROM tenantdb.identity)
  ON CONFLICT DO NOTHING
  RETURNING name
)
INSERT INTO public.categories (name, slug)
SELECT first.name, first.slug
FROM fresh CROSS JOIN (
  VALUES ('New arrivals', 'new-arrivals'), ('Bestsellers', 'bestsellers'), ('Sale', 'sale'), ('Gift cards', 'gift-cards')
) AS first (name, slug)
ON CONFLICT (slug) DO NOTHING;
