from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """The kernel: who acts, how things move, what is logged. It knows no noun of the social-organization trade."""

    name = "core"
    verbose_name = "内核"

    def ready(self):
        from core.database_grants import protect

        post_migrate.connect(protect, dispatch_uid="core.database_grants")
