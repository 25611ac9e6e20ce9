"""What is wrong with a credit code in itself, as a function of the database and an index of the codes that fail.

The index is kept by whoever writes a code, so the night reads the few that fail and computes nothing. The function says
what registry/identifiers/uscc.py says; tests/registry/organizations/test_code_rule.py compares the two.
"""

from django.db import migrations

FUNCTION = """
create function uscc_faults(code text) returns text language sql immutable parallel safe strict as $$
  select case
    when length(code) <> 18 then 'length'
    when translate(left(code, 8), '0123456789', '') <> ''
      or translate(code, '0123456789ABCDEFGHJKLMNPQRTUWXY', '') <> '' then 'alphabet'
    else concat_ws(',',
      case when right(code, 1) <> substr('0123456789ABCDEFGHJKLMNPQRTUWXY', (31 - (
        select sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, place, 1)) - 1) * weight)
        from unnest(array[1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28]) with ordinality as w(weight, nth),
          lateral (select nth::int as place) as p
      )::int % 31) % 31 + 1, 1) then 'check' end,
      case when substr(code, 17, 1) <> (
        select case 11 - sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, 8 + nth::int, 1)) - 1)
            * weight)::int % 11
          when 10 then 'X' when 11 then '0'
          else (11 - sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, 8 + nth::int, 1)) - 1)
            * weight)::int % 11)::text end
        from unnest(array[3,7,9,10,5,8,4,2]) with ordinality as w(weight, nth)
      ) then 'inner_check' end,
      case when left(code, 1) <> '5' then 'department' end)
  end
$$
"""
INDEX = (
    "create index organization_uscc_fails on registry_organization (id) where uscc <> '' and uscc_faults(uscc) > ''"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0029_proof_of_handing_over")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function uscc_faults(text)"),
        migrations.RunSQL(INDEX, "drop index organization_uscc_fails"),
    ]
