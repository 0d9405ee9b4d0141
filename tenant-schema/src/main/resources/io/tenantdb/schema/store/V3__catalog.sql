CREATE FUNCTION public.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := pg_catalog.now();
  RETURN NEW;
END
$$;

CREATE TABLE public.categories (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  slug text NOT NULL UNIQUE,
  parent_id uuid REFERENCES public.categories (id) CHECK (parent_id <> id),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX categories_by_parent ON public.categories (parent_id);
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.categories
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_updated_at();

CREATE TABLE public.products (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Bounded because it is indexed: beyond 2,700 bytes an index entry fails with a message nobody understands.
  name text NOT NULL CHECK (char_length(name) <= 500),
  description text,
  price decimal(10, 2) NOT NULL CHECK (price >= 0),
  sku text UNIQUE,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX products_active_by_name ON public.products (name) WHERE is_active;
CREATE INDEX products_active_newest ON public.products (created_at DESC) WHERE is_active;
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.products
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION public.touch_updated_at();

CREATE TABLE public.product_categories (
  product_id uuid NOT NULL REFERENCES public.products (id) ON DELETE CASCADE,
  category_id uuid NOT NULL REFERENCES public.categories (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, category_id)
);
CREATE INDEX product_categories_by_category ON public.product_categories (category_id, product_id);
