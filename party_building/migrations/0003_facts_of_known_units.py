"""Units on record before there were attachments and coverage links: what their columns say, as facts."""

import datetime

from django.db import migrations

DAY = datetime.timedelta(days=1)

COVERAGE_OF_FORM = {"standalone": "own", "joint": "joint", "affiliated": "affiliated", "functional": "functional"}


def write_facts(apps, schema_editor):
    """A host's first unit covers it; later ones of the same host are taken for its sub-branches."""
    unit_model = apps.get_model("party_building", "PartyUnit")
    attachment = apps.get_model("party_building", "UnitAttachment")
    link = apps.get_model("party_building", "CoverageLink")
    rank = {"committee": 0, "general_branch": 1, "branch": 2}
    units = sorted(unit_model.objects.all(), key=lambda one: (one.established_on, rank[one.level], one.pk))
    covered, attachments, links = {}, [], []
    for unit in units:
        last_day = None
        if unit.dissolved_on:
            last_day = max(unit.established_on, unit.dissolved_on - DAY)
        attachments.append(
            attachment(unit=unit, superior_id=unit.superior_id, valid_from=unit.established_on, valid_to=last_day)
        )
        key = (unit.organization_id, unit.form == "functional")
        free = covered.get(key)
        if unit.organization_id is None or free is False or (free and free >= unit.established_on):
            continue
        covered[key] = last_day or False
        links.append(
            link(
                organization_id=unit.organization_id, unit=unit, kind=COVERAGE_OF_FORM[unit.form],
                is_functional=unit.form == "functional", valid_from=unit.established_on, valid_to=last_day,
            )  # fmt: skip
        )
    attachment.objects.bulk_create(attachments, batch_size=2000)
    link.objects.bulk_create(links, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("party_building", "0002_units_coverage_and_counts")]
    operations = [migrations.RunPython(write_facts, migrations.RunPython.noop)]
