"""Search by any part of a current or former name: a GIN index on two-character pieces (works from two characters)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_registry_tables"), ("core", "0002_extensions")]
    operations = [
        migrations.RunSQL(
            "create index organization_name_bigrams on registry_organizationname using gin (zh_bigrams(name))",
            "drop index organization_name_bigrams",
        ),
    ]
