-- Who may see the registry: the service role and nobody else. Runs again when the role's name changes.
--
-- Row level security is enabled but not forced: the operator's own login owns the tables and must write
-- without a policy. Grants and policies both have to allow, so that neither a platform's default grants
-- (Supabase gives anon and authenticated everything in public) nor a stray grant open the tables.

do $$
begin
  if not exists (select from pg_roles where rolname = '${serviceRole}') then
    create role ${serviceRole} nologin;
  end if;
exception
  when duplicate_object then null;
  when insufficient_privilege then
    raise exception 'The role ${serviceRole} does not exist and % may not create it.', current_user
      using errcode = 'insufficient_privilege',
            hint = 'Run as an administrator: create role ${serviceRole} nologin; or set TENANTDB_REGISTRY_SERVICE_ROLE.';
end
$$;

-- Take back what anybody but the owner was given, by us under another role's name or by default.
do $$
declare
  given record;
begin
  for given in
    select distinct c.relname, case acl.grantee when 0 then 'public' else quote_ident(r.rolname) end as grantee
    from pg_class c
    cross join lateral aclexplode(c.relacl) acl
    left join pg_roles r on r.oid = acl.grantee
    where c.oid in ('tenant_databases'::regclass, 'tenant_migrations'::regclass, 'tenant_connections'::regclass,
                    'tenant_intake'::regclass, 'tenant_intake_owner'::regclass)
      and acl.grantee <> c.relowner
  loop
    execute format('revoke all on %I from %s', given.relname, given.grantee);
  end loop;
end
$$;

-- The operator writes what it mirrors; applications note their own connections, and when a store was used.
grant select on tenant_databases, tenant_migrations to ${serviceRole};
grant update (last_accessed_at) on tenant_databases to ${serviceRole};
grant select, insert, update, delete on tenant_connections to ${serviceRole};

alter table tenant_databases enable row level security;
alter table tenant_migrations enable row level security;
alter table tenant_connections enable row level security;
alter table tenant_intake enable row level security;
alter table tenant_intake_owner enable row level security;

drop policy if exists service_role_only on tenant_databases;
drop policy if exists service_role_notes_access on tenant_databases;
drop policy if exists service_role_only on tenant_migrations;
drop policy if exists service_role_only on tenant_connections;

create policy service_role_only on tenant_databases for select to ${serviceRole} using (true);
create policy service_role_notes_access on tenant_databases for update to ${serviceRole} using (true) with check (true);
create policy service_role_only on tenant_migrations for select to ${serviceRole} using (true);
create policy service_role_only on tenant_connections to ${serviceRole} using (true) with check (true);

-- Who may insert into organizations may ask for stores. A table of the platform's own is the platform's to guard.
do $$
declare
  grantee text;
begin
  if obj_description('organizations'::regclass, 'pg_class') is distinct from 'made by tenantdb' then
    return;
  end if;
  for grantee in
    select distinct case acl.grantee when 0 then 'public' else quote_ident(r.rolname) end
    from pg_class c
    cross join lateral aclexplode(c.relacl) acl
    left join pg_roles r on r.oid = acl.grantee
    where c.oid = 'organizations'::regclass and acl.grantee <> c.relowner
  loop
    execute format('revoke all on organizations from %s', grantee);
  end loop;
  grant select, insert, update, delete on organizations to ${serviceRole};
  alter table organizations enable row level security;
  drop policy if exists service_role_only on organizations;
  create policy service_role_only on organizations to ${serviceRole} using (true) with check (true);
end
$$;
