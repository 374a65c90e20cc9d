-- The second wall between organizations. Run after the migrations whenever this text or the tables have changed, in
-- one transaction; it takes everything down and puts it up again, so that what stands is what is written here.
-- Every setting it looks at ends with its transaction, so nothing is left on a connection that somebody else gets next.

-- The product's own work before an organization is known. Nobody signs in as this role; the application's user takes
-- it for the length of one transaction and inherits nothing of it otherwise.
do $$
begin
  if not exists (select from pg_roles where rolname = 'pennyproof_system') then
    begin
      create role pennyproof_system nologin noinherit;
    exception when duplicate_object or unique_violation then
      -- Another database of this server was quicker; roles belong to all of them.
      null;
    end;
  end if;
  -- From version 16 on, who makes a role may give it to others but not take it.
  if not pg_has_role(
    current_user, 'pennyproof_system',
    case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end
  ) then
    execute format('grant pennyproof_system to %I', current_user);
  end if;
end $$;

grant usage on schema public to pennyproof_system;
revoke all on all tables in schema public from pennyproof_system;

do $$
declare
  organization constant text := '(select nullif(current_setting(''app.organization_id'', true), ''''))';
  old record;
  tenant record;
begin
  for old in select policyname, tablename from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on public.%I', old.policyname, old.tablename);
  end loop;

  -- Every table that says whose its rows are, those of later migrations included: nobody can forget one. Unset, the
  -- organization is null, which equals nothing.
  for tenant in
    select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and a.attname = 'organization_id' and not a.attisdropped
  loop
    execute format('alter table public.%I enable row level security, force row level security', tenant.name);
    execute format(
      'create policy tenant on public.%I using (organization_id = %s) with check (organization_id = %s)',
      tenant.name, organization, organization
    );
  end loop;

  execute 'alter table organizations enable row level security, force row level security';
  execute format('create policy tenant on organizations using (id = %s) with check (id = %s)', organization, organization);

  -- The sign-in library works outside of any organization. Inside one there are no passwords and no sessions at all,
  -- and people only as far as they are members.
  for tenant in select unnest(array['users', 'sessions', 'accounts', 'verifications']) as name loop
    execute format('alter table public.%I enable row level security, force row level security', tenant.name);
    execute format(
      'create policy sign_in on public.%I using (%s is null) with check (%s is null)',
      tenant.name, organization, organization
    );
  end loop;
end $$;

create policy members on users for select
  using (exists (select from members where members.user_id = users.id));

-- What the product's own work may see and change: column by column, and nothing that says how much.

-- Whose key, whose account, who is in which organization.
create policy system on organizations for select to pennyproof_system using (true);
grant select (id, slug, name, timezone) on organizations to pennyproof_system;
create policy system on members for select to pennyproof_system using (true);
grant select (organization_id, user_id, role) on members to pennyproof_system;
create policy system on invitations for select to pennyproof_system using (true);
-- What its link leads to, which the hash of the link's token finds.
grant select (organization_id, email, role, status, token_hash, expires_at) on invitations to pennyproof_system;
create policy system on users for select to pennyproof_system using (true);
grant select (id, email) on users to pennyproof_system;
create policy system on connected_accounts for select to pennyproof_system using (true);
grant select (id, organization_id, stripe_account_id, livemode, state) on connected_accounts to pennyproof_system;
create policy system_finds on api_keys for select to pennyproof_system using (true);
create policy system_touches on api_keys for update to pennyproof_system using (true) with check (true);
grant select (id, organization_id, name, hash, scopes, last_used_at, expires_at, revoked_at), update (last_used_at)
  on api_keys to pennyproof_system;

-- The inbox of events, which begin as nobody's. What an event says is stored here and read in its organization only;
-- it may be given to that of its account and to no other. One that belongs elsewhere, or is through with, is not touched.
create policy system_finds on webhook_events for select to pennyproof_system using (true);
create policy system_stores on webhook_events for insert to pennyproof_system with check (
  organization_id is null
  or organization_id = (select a.organization_id from connected_accounts a where a.stripe_account_id = webhook_events.stripe_account_id)
);
create policy system_moves on webhook_events for update to pennyproof_system
  using (
    state in ('new', 'failed', 'parked')
    and (
      organization_id is null
      or organization_id = (select a.organization_id from connected_accounts a where a.stripe_account_id = webhook_events.stripe_account_id)
    )
  )
  with check (
    organization_id is null
    or organization_id = (select a.organization_id from connected_accounts a where a.stripe_account_id = webhook_events.stripe_account_id)
  );
grant
  select (id, stripe_account_id, organization_id, type, created, received_at, state, attempts, next_attempt_at, lease_until),
  insert,
  update (organization_id, connected_account_id, state, attempts, next_attempt_at, lease_until, last_error)
  on webhook_events to pennyproof_system;

-- What there is to do, how the last sync went, and whether ledgers come to Stripe's balance.
create policy system on sync_windows for select to pennyproof_system using (true);
grant select (connected_account_id, resource, watermark) on sync_windows to pennyproof_system;
create policy system on sync_runs for select to pennyproof_system using (true);
grant select (organization_id, connected_account_id, state, started_at, finished_at) on sync_runs to pennyproof_system;
create policy system on ledger_checks for select to pennyproof_system using (true);
grant select (connected_account_id, state, checked_at) on ledger_checks to pennyproof_system;
create policy system on payout_intents for select to pennyproof_system using (true);
grant select (id, organization_id, state, lease_until) on payout_intents to pennyproof_system;

-- Answers that nobody will ask for again.
create policy system_finds on idempotency_keys for select to pennyproof_system using (true);
create policy system_prunes on idempotency_keys for delete to pennyproof_system using (true);
grant select (created_at), delete on idempotency_keys to pennyproof_system;

-- Counters whose window is over; they are of no organization.
grant select (expire), delete on request_limits to pennyproof_system;
