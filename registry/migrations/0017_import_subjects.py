"""Rows of lists of organizations mean the organization they were matched with."""

from django.db import migrations
from django.db.models import F


def copy_subjects(apps, schema_editor):
    rows = apps.get_model("registry", "ImportRow").objects
    rows.exclude(organization_id=None).filter(subject_id=None).update(subject_id=F("organization_id"))


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_import_kinds")]

    operations = [migrations.RunPython(copy_subjects, migrations.RunPython.noop)]
