"""Submissions, opinions, figures and changes of obligations stay as written: the database refuses, whoever asks.

Receipt numbers come from one sequence a year, made when the year's first receipt is drawn; gaps are allowed.
"""

from django.db import migrations

TABLES = (
    "registry_reportsubmission",
    "registry_reviewopinion",
    "registry_reportfigure",
    "registry_reportobligationchange",
)

REFUSE = """
create function registry_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = '42501';
end $$
"""
TRIGGERS = "".join(
    f"""
create trigger append_only before update or delete on {table} for each row execute function registry_refuse_change();
create trigger append_only_whole before truncate on {table} for each statement execute function registry_refuse_change();
"""
    for table in TABLES
)
REVOKE = f"""
do $$ begin
  if exists (select from pg_roles where rolname = 'portal_app') then
    revoke update, delete, truncate on {", ".join(TABLES)} from portal_app;
  end if;
end $$
"""
NEXT_NUMBER = """
create function report_receipt_next(report_year integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  series text := format('report_receipt_%s', report_year);
begin
  if report_year not between 2000 and 2999 then
    raise exception 'no receipts for year %', report_year;
  end if;
  if to_regclass(format('public.%I', series)) is null then
    perform pg_advisory_xact_lock(20250, report_year);
    execute format('create sequence if not exists public.%I', series);
  end if;
  return nextval(format('public.%I', series)::regclass);
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_name_search")]
    operations = [
        migrations.RunSQL(REFUSE, "drop function registry_refuse_change()"),
        migrations.RunSQL(
            TRIGGERS,
            "".join(f"drop trigger append_only on {t}; drop trigger append_only_whole on {t};" for t in TABLES),
        ),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
        migrations.RunSQL(NEXT_NUMBER, "drop function report_receipt_next(integer)"),
    ]
