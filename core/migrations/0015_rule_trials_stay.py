"""What a dry run came to stays as written: the database refuses, whoever asks."""

from django.db import migrations

TABLES = ("core_ruletrial", "core_ruletrialday", "core_ruletrialconflict")

REFUSE = """
create function core_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = '42501';
end $$;
"""
ADD = REFUSE + "".join(
    f"""
create trigger append_only before update or delete on {table} for each row execute function core_refuse_change();
create trigger append_only_whole before truncate on {table} for each statement execute function core_refuse_change();
"""
    for table in TABLES
)
DROP = (
    "".join(f"drop trigger append_only on {table}; drop trigger append_only_whole on {table};" for table in TABLES)
    + "drop function core_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("core", "0014_rule_proposals")]
    operations = [migrations.RunSQL(ADD, DROP)]
