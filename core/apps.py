from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The kernel: who acts, how things move, what is logged. It knows no noun of the social-organization trade."""

    name = "core"
    verbose_name = "内核"
