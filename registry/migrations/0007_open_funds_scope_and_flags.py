"""What stood on the organization as plain columns becomes its first fact, from the day it was registered."""

from django.db import migrations

DOCUMENT = "登记簿原有记录"

# The first day the register knows anything of the organization.
FIRST_DAY = """
    coalesce(o.registered_on, (select min(s.valid_from) from registry_organizationstatus s
                               where s.organization_id = o.id), current_date)
"""
FUNDS = f"""
    insert into registry_organizationfunds (organization_id, valid_from, document, registered_funds_yuan)
    select o.id, {FIRST_DAY}, '{DOCUMENT}', o.registered_funds_yuan
    from registry_organization o where o.registered_funds_yuan >= 0
"""  # noqa: S608
SCOPES = f"""
    insert into registry_organizationscope (organization_id, valid_from, document, business_scope, industry)
    select o.id, {FIRST_DAY}, '{DOCUMENT}', o.business_scope, o.industry
    from registry_organization o where o.business_scope <> '' or o.industry <> ''
"""  # noqa: S608
FLAGS = """
    update registry_organizationclass c set is_hub = o.is_hub, is_federation = o.is_federation
    from registry_organization o where o.id = c.organization_id and (o.is_hub or o.is_federation)
"""
# Backwards the columns still say what the facts say today; facts go with their tables.
EMPTY = "delete from registry_organizationfunds; delete from registry_organizationscope"


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_funds_scope_and_recorded_changes")]
    operations = [
        migrations.RunSQL([FUNDS, SCOPES, FLAGS], EMPTY, elidable=False),
    ]
