-- What somebody plants who owns a database: in each schema they can make things in, a shadow of every function, operator
-- and relation of pg_catalog, overloads of operators that fit better than those of pg_catalog, and types. Whatever finds
-- one of them by name tells public.caught. The sequence tells it also when the transaction is rolled back.
SET search_path = pg_catalog, pg_temp; -- Or the tenant falls into its own traps.
CREATE SEQUENCE public.caught_times;
CREATE TABLE public.caught_things (what text, whom name DEFAULT session_user);
CREATE FUNCTION public.caught(what text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
BEGIN
  PERFORM pg_catalog.nextval('public.caught_times');
  INSERT INTO public.caught_things VALUES (what);
  RETURN true;
END
$$;
CREATE SCHEMA neondb_owner;
GRANT USAGE ON SCHEMA neondb_owner, public TO PUBLIC;
DO $$
DECLARE
  place text;
  found record;
BEGIN
  FOREACH place IN ARRAY ARRAY['public', 'tenantdb', 'neondb_owner', 'pg_temp'] LOOP
    FOR found IN
      SELECT p.oid, p.proname, pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result
      FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
        AND NOT p.proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[]
        AND p.prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'record'::regtype)
        AND (p.proname ~ '^(now|gen_random_uuid|lower|char_length|count|version|set_config|current_|format|quote|has_|pg_(try_|get_|back|adv|table|is))'
          OR p.oid IN (SELECT oprcode FROM pg_operator WHERE oprname IN ('=', '<>', '<', '<=', '>', '>=', '~', '!~', '~~', '!~~', '~~*', '||')))
    LOOP
      BEGIN
        EXECUTE format('CREATE FUNCTION %s.%I(%s) RETURNS %s LANGUAGE plpgsql SECURITY DEFINER AS %L', place, found.proname,
          found.arguments, found.result,
          format('BEGIN PERFORM public.caught(%L); RETURN%s; END', place || '.' || found.proname,
            CASE WHEN found.result LIKE 'SETOF%' OR found.result = 'void' THEN '' ELSE ' NULL' END));
      EXCEPTION WHEN OTHERS THEN NULL; -- Of a pseudo-type that SQL may not use.
      END;
    END LOOP;
    FOR found IN
      SELECT o.oprname, o.oprleft::regtype AS l, o.oprright::regtype AS r, p.proname
      FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
      WHERE o.oprname IN ('=', '<>', '<', '<=', '>', '>=', '~', '!~', '~~', '!~~', '~~*', '||') AND o.oprkind = 'b'
    LOOP
      BEGIN
        EXECUTE format('CREATE OPERATOR %s.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = %s.%I)', place, found.oprname,
          found.l, found.r, place, found.proname);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
    FOR found IN
      SELECT l, r FROM unnest(ARRAY['name', 'text', 'int4', 'int8', 'numeric', 'uuid', 'bool']) l,
        unnest(ARRAY['name', 'text', 'int4', 'int8', 'numeric', 'uuid', 'bool']) r
    LOOP
      EXECUTE format('CREATE FUNCTION %s.better(%s, %s) RETURNS boolean LANGUAGE sql SECURITY DEFINER AS %L', place, found.l,
        found.r, 'SELECT public.caught(''an operator in ' || place || ''')');
      FOR i IN 1..8 LOOP
        BEGIN
          EXECUTE format('CREATE OPERATOR %s.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = %s.better)', place,
            (ARRAY['=', '<>', '<=', '>=', '>', '~~', '~~*', '||'])[i], found.l, found.r, place);
        EXCEPTION WHEN duplicate_function THEN NULL;
        END;
      END LOOP;
    END LOOP;
    FOR found IN
      SELECT c.relname, string_agg(format(CASE a.atttypid WHEN 'anyarray'::regtype THEN '%1$I::text AS %1$I' ELSE '%I' END, a.attname),
        ', ' ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r', 'v') AND relname !~ 'stat_|statio_|statistic|largeobject'
      GROUP BY c.oid, c.relname
    LOOP
      EXECUTE format('CREATE VIEW %s.%I AS SELECT %s FROM pg_catalog.%I WHERE public.caught(%L)', place, found.relname,
        found.columns, found.relname, place || '.' || found.relname);
    END LOOP;
    FOR found IN SELECT unnest(ARRAY['text', 'uuid', 'bool', 'numeric', 'int4', 'timestamptz', 'name']) AS type LOOP
      EXECUTE format('CREATE DOMAIN %s.%I AS pg_catalog.%I CHECK (public.caught(%L))', place, found.type, found.type,
        place || '.' || found.type);
    END LOOP;
  END LOOP;
  GRANT USAGE ON SCHEMA tenantdb TO PUBLIC;
  EXECUTE format('ALTER DATABASE %I SET search_path = "$user", tenantdb, public, pg_catalog', current_database());
  EXECUTE format('ALTER ROLE neondb_owner IN DATABASE %I SET search_path = tenantdb, public, pg_catalog', current_database());
  EXECUTE format('ALTER ROLE store_app_1 IN DATABASE %I SET search_path = tenantdb, public, pg_catalog', current_database());
END
$$;
-- Making a trap may set it off.
TRUNCATE public.caught_things;
ALTER SEQUENCE public.caught_times RESTART;
