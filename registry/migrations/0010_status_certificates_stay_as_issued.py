"""A certificate of status stays as it was issued: the database lets only its withdrawal through, whoever asks."""

from django.db import migrations

REFUSE = """
create function registry_certificate_fixed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'issued'
     and to_jsonb(new) - array['state', 'withdrawn_at', 'version']
       = to_jsonb(old) - array['state', 'withdrawn_at', 'version'] then
    return new;
  end if;
  raise exception 'a certificate stays as issued: % refused', lower(tg_op) using errcode = '42501';
end $$;
create trigger as_issued before update or delete on registry_statuscertificate
  for each row execute function registry_certificate_fixed();
"""
LET_GO = """
drop trigger as_issued on registry_statuscertificate;
drop function registry_certificate_fixed();
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_status_certificates")]
    operations = [migrations.RunSQL(REFUSE, LET_GO)]
