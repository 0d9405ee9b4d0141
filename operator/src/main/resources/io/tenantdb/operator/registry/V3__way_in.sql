-- How a platform asks for a store by inserting into organizations, and hears how it goes.
--
-- As in version 1, every statement may find its work done.

-- Who writes organizations must not queue up behind this: it is tried again.
set local lock_timeout = '2s';

-- Beyond the platform's contract: why the store is not in use, for people; null when it is.
alter table tenant_databases add column if not exists status_message text;

-- The platform's own table may have other columns and types: whoever reads them takes the row as JSON.
do $$
begin
  if obj_description('organizations'::regclass, 'pg_class') = 'made by tenantdb' then
    alter table organizations add column if not exists name text;
    alter table organizations add column if not exists subdomain text;
    alter table organizations add column if not exists region text;
  end if;
end
$$;

-- Which organizations were taken in, or had a store already. Each is taken in once: a store that somebody
-- deletes does not come back because its organization is still there.
create table if not exists tenant_intake (
  organization_id uuid        primary key references organizations (id) on delete cascade,
  taken_at        timestamptz not null default now()
);

-- A row without a place may be one that says why there is no store.
insert into tenant_intake (organization_id)
select organization_id from tenant_databases where neon_project_id is not null
on conflict do nothing;

-- Of several installations that share a registry one takes organizations in: the first that said so.
create table if not exists tenant_intake_owner (
  only_one     boolean primary key default true check (only_one),
  installation text not null
);

create or replace function tenantdb_notify_of_organization() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  perform pg_notify('tenantdb_organizations', case tg_op when 'DELETE' then old.id else new.id end::text);
  return null;
end
$$;

-- Where the platform's table may not be touched, the operator looks often instead.
do $$
begin
  create or replace trigger tenantdb_notify_of_organization
    after insert or update or delete on organizations
    for each row execute function tenantdb_notify_of_organization();
exception
  when insufficient_privilege then
    raise notice 'no trigger on organizations: % does not own it', current_user;
end
$$;
