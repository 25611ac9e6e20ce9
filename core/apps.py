from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """The kernel: who acts, how things move, what is logged. It knows no noun of the social-organization trade."""

    name = "core"
    verbose_name = "内核"

    def ready(self):
        from core import logs
        from core.database_grants import protect
        from core.dated.actions import mark_tables
        from core.history_plans import join_by_hash
        from core.identity import receivers  # noqa: F401

        logs.configure()
        post_migrate.connect(protect, dispatch_uid="core.database_grants")
        post_migrate.connect(join_by_hash, dispatch_uid="core.history_plans")
        post_migrate.connect(mark_tables, dispatch_uid="core.dated")
