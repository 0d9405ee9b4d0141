-- The registry: where the platform looks up the database of each store. The operator mirrors into it.
--
-- Every statement may find its work done: after somebody dropped some of the tables, all migrations run
-- again to make those.

-- Supabase has organizations; elsewhere we make it. The comment tells later which of the two it was.
do $$
begin
  if to_regclass('organizations') is null then
    create table organizations (
      id         uuid        primary key default gen_random_uuid(),
      created_at timestamptz not null default now()
    );
    comment on table organizations is 'made by tenantdb';
  end if;
end
$$;

create table if not exists tenant_databases (
  id                          uuid        primary key default gen_random_uuid(),
  organization_id             uuid        not null unique references organizations (id) on delete cascade,
  -- A row exists from the moment a store is being made, so what is known only later may be null until
  -- the store is in use.
  neon_project_id             text,
  neon_branch_id              text        unique,
  neon_endpoint_id            text,
  connection_string_encrypted text,
  region                      text        not null default 'eu-central-1',
  status                      text        not null default 'provisioning'
    check (status in ('provisioning', 'active', 'suspended', 'failed')),
  database_size_mb            integer     not null default 0,
  last_accessed_at            timestamptz,
  created_at                  timestamptz not null default now(),
  updated_at                  timestamptz not null default now(),
  -- Beyond the platform's contract: which installation of the operator wrote the row. It removes no other's.
  installation                text,
  constraint tenant_databases_in_use_is_complete check (
    status not in ('active', 'suspended')
    or num_nulls(neon_project_id, neon_branch_id, neon_endpoint_id, connection_string_encrypted) = 0
  )
);

create index if not exists tenant_databases_organization_id on tenant_databases (organization_id);
create index if not exists tenant_databases_status on tenant_databases (status);

-- Cascades: an organization is deleted with its row, and the row with what hangs on it. Without the
-- second cascade the first would get stuck on any store that was ever migrated.
create table if not exists tenant_migrations (
  id                 uuid        primary key default gen_random_uuid(),
  tenant_database_id uuid        not null references tenant_databases (id) on delete cascade,
  migration_name     text        not null,
  migration_version  text        not null,
  applied_at         timestamptz not null default now(),
  success            boolean     not null default true,
  error_message      text
);

create index if not exists tenant_migrations_tenant_database_id on tenant_migrations (tenant_database_id);
-- A migration may fail many times, and succeeds once.
create unique index if not exists tenant_migrations_succeeds_once
  on tenant_migrations (tenant_database_id, migration_name, migration_version) where success;

create table if not exists tenant_connections (
  id                 uuid        primary key default gen_random_uuid(),
  tenant_database_id uuid        not null references tenant_databases (id) on delete cascade,
  connection_id      text        not null,
  status             text        not null check (status in ('active', 'idle', 'closed')),
  created_at         timestamptz not null default now(),
  last_used_at       timestamptz not null default now()
);

create index if not exists tenant_connections_tenant_database_id on tenant_connections (tenant_database_id);

create or replace function tenantdb_set_updated_at() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

create or replace trigger tenant_databases_set_updated_at
  before update on tenant_databases
  for each row execute function tenantdb_set_updated_at();
