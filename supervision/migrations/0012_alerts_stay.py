"""An alert is resolved or dismissed, never deleted; comments and escalations stay as written: the database refuses."""

from django.db import migrations

WRITTEN_ONCE = ("supervision_alertcomment", "supervision_alertescalation")
KEPT = "supervision_riskalert"

REFUSE = """
create function supervision_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% keeps what was written: % refused', tg_table_name, lower(tg_op) using errcode = '42501';
end $$;
"""


def _trigger(table: str, verbs: str) -> str:
    return f"""
create trigger kept before {verbs} on {table} for each row execute function supervision_refuse_change();
create trigger kept_whole before truncate on {table} for each statement execute function supervision_refuse_change();
"""


ADD = REFUSE + _trigger(KEPT, "delete") + "".join(_trigger(table, "update or delete") for table in WRITTEN_ONCE)
DROP = (
    "".join(f"drop trigger kept on {table}; drop trigger kept_whole on {table};" for table in (KEPT, *WRITTEN_ONCE))
    + "drop function supervision_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0011_life_of_an_alert")]
    operations = [migrations.RunSQL(ADD, DROP)]
