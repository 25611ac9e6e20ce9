from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Gives the composition root a home for commands that know every app (demo city, where)."""

    name = "config"
    label = "wiring"
