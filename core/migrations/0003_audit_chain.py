"""The chain of the audit log: sealed at COMMIT by a deferred trigger, refused to every hand that would change it.

A chain taken at insert would make whole business transactions wait for each other; the head row is therefore locked
only while a transaction commits. `core/audit/chain.py` computes the same hash outside the database.
"""

from django.db import migrations

CHAIN = r"""
insert into core_audithead (id, seq, hash) values (1, 0, '') on conflict do nothing;

create or replace function core_audit_text(e core_auditentry) returns text
language sql immutable as $$
  select string_agg(char_length(part) || ':' || part, '' order by place)
  from unnest(array[
    e.seq::text, e.id::text, e.prev_hash,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    coalesce(e.user_id::text, ''), e.seat_key, coalesce(e.department_id::text, ''), e.action,
    e.object_type, coalesce(e.object_id::text, ''), e.outcome, e.ip, e.request_id, e.detail::text
  ]) with ordinality as parts(part, place)
$$;

create or replace function core_audit_blank() returns trigger
language plpgsql as $$
begin
  new.seq := null; new.prev_hash := ''; new.hash := '';
  return new;
end $$;

-- Fires once an entry; the first firing of a transaction seals all of its entries (nobody else's unsealed ones are
-- visible) and writes the head once, so that many entries in one transaction cost each their share and no more.
create or replace function core_audit_seal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head core_audithead;
  entry core_auditentry;
begin
  perform 1 from core_auditentry where id = new.id and seq is null;
  if not found then
    return null;
  end if;
  select * into head from core_audithead where id = 1 for update;
  for entry in select * from core_auditentry where seq is null order by id loop
    entry.seq := head.seq + 1;
    entry.prev_hash := head.hash;
    entry.hash := encode(sha256(convert_to(core_audit_text(entry), 'UTF8')), 'hex');
    update core_auditentry set seq = entry.seq, prev_hash = entry.prev_hash, hash = entry.hash where id = entry.id;
    head.seq := entry.seq;
    head.hash := entry.hash;
  end loop;
  update core_audithead set seq = head.seq, hash = head.hash where id = 1;
  return null;
end $$;

create or replace function core_audit_refuse() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seq is null and pg_trigger_depth() > 1
     and (to_jsonb(new) - array['seq', 'prev_hash', 'hash']) = (to_jsonb(old) - array['seq', 'prev_hash', 'hash']) then
    return new;
  end if;
  raise exception 'audit entries are never changed or deleted' using errcode = 'insufficient_privilege';
end $$;

create or replace function core_audit_refuse_truncate() returns trigger
language plpgsql as $$
begin
  raise exception 'the audit log is never emptied' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_blank before insert on core_auditentry for each row execute function core_audit_blank();
create constraint trigger audit_seal after insert on core_auditentry
  deferrable initially deferred for each row execute function core_audit_seal();
create trigger audit_refuse before update or delete on core_auditentry
  for each row execute function core_audit_refuse();
create trigger audit_refuse_truncate before truncate on core_auditentry
  for each statement execute function core_audit_refuse_truncate();
"""

UNCHAIN = """
drop trigger audit_refuse_truncate on core_auditentry;
drop trigger audit_refuse on core_auditentry;
drop trigger audit_seal on core_auditentry;
drop trigger audit_blank on core_auditentry;
drop function core_audit_refuse_truncate();
drop function core_audit_refuse();
drop function core_audit_seal();
drop function core_audit_blank();
drop function core_audit_text(core_auditentry);
delete from core_audithead;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_extensions")]
    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]
