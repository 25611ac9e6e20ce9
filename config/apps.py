from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Gives the composition root a home for commands that know every app (demo city, where)."""

    name = "config"
    label = "wiring"

    def ready(self):
        from django.conf import settings

        if getattr(settings, "WORLDS_FILE", ""):
            from config.demo import following

            following.connect()
