-- What applications need to find a store by host name, hear of changes and say what they use.
--
-- As in version 1, every statement may find its work done.

-- Beyond the platform's contract: the label under which a store is served. The operator writes it for the
-- oldest of several that claim one. It is not unique here: while a label moves, two rows may have it for a
-- moment, and whoever finds two must refuse both.
alter table tenant_databases add column if not exists subdomain text;
create index if not exists tenant_databases_subdomain on tenant_databases (subdomain);

-- One row a store and process. seen_at: when the process last said that it lives.
alter table tenant_connections add column if not exists seen_at timestamptz not null default now();
create unique index if not exists tenant_connections_one_a_process
  on tenant_connections (tenant_database_id, connection_id);

-- Applications keep last_accessed_at. That a store was used is no change of its row.
create or replace trigger tenant_databases_set_updated_at
  before update on tenant_databases
  for each row
  when (to_jsonb(old) - 'last_accessed_at' is distinct from to_jsonb(new) - 'last_accessed_at')
  execute function tenantdb_set_updated_at();

-- The payload is the organization. Listeners read the row anew, so nothing else is told.
create or replace function tenantdb_notify_of_store() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  if tg_op <> 'INSERT' then
    perform pg_notify('tenantdb_stores', old.organization_id::text);
  end if;
  if tg_op <> 'DELETE' then
    perform pg_notify('tenantdb_stores', new.organization_id::text);
  end if;
  return null;
end
$$;

create or replace trigger tenant_databases_notify_of_new_and_gone
  after insert or delete on tenant_databases
  for each row execute function tenantdb_notify_of_store();

create or replace trigger tenant_databases_notify_of_change
  after update on tenant_databases
  for each row
  when ((old.organization_id, old.status, old.subdomain, old.connection_string_encrypted)
        is distinct from (new.organization_id, new.status, new.subdomain, new.connection_string_encrypted))
  execute function tenantdb_notify_of_store();
