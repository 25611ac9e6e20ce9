"""Extensions and the functions that tables and indexes rest on."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

ZH_BIGRAMS = """
create or replace function zh_bigrams(s text) returns text[]
language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct substr(s, i, 2)), '{}')
  from generate_series(1, greatest(char_length(s) - 1, 1)) i
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_kernel_tables")]
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(ZH_BIGRAMS, "drop function zh_bigrams(text)"),
    ]
