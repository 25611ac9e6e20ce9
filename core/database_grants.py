"""What the application's database role may not do, whatever it was granted as a whole.

Migrations run as the owner; the portal runs as `portal_app`. After every migrate the rights below are taken back from
it, so that a new table of the kind is covered without anybody remembering.
"""

from django.apps import apps
from django.db import connections
from pghistory.models import Event

APP_ROLE = "portal_app"
APPEND_ONLY = (
    "core.AuditEntry", "core.TransitionLog", "core.WriteOffEvidence", "core.WriteOffNote", "registry.FactCorrection",
    "party_building.FollowUpReply", "supervision.CaseEvidence", "supervision.EntryReset",
    "supervision.ListingEvidence", "supervision.RiskNote", "supervision.AlertComment", "supervision.LetterReply",
)  # fmt: skip
READ_ONLY = ("core.AuditHead",)


def event_tables(app_config=None) -> list[str]:
    models = app_config.get_models() if app_config else apps.get_models()
    return [m._meta.db_table for m in models if issubclass(m, Event) and not m._meta.proxy and m._meta.managed]


def _tables(labels, app_config) -> list[str]:
    models = [apps.get_model(label) for label in labels]
    return [m._meta.db_table for m in models if m._meta.app_config is app_config]


def protect(sender, using, **kwargs) -> None:
    """Receiver of post_migrate."""
    with connections[using].cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            return
        existing = set(connections[using].introspection.table_names(cursor))
        for table in {*event_tables(sender), *_tables(APPEND_ONLY, sender)} & existing:
            cursor.execute(f'revoke update, delete, truncate on "{table}" from {APP_ROLE}')
        for table in set(_tables(READ_ONLY, sender)) & existing:
            cursor.execute(f'revoke insert, update, delete, truncate on "{table}" from {APP_ROLE}')
