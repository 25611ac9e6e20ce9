from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self):
        from supervision import receivers  # noqa: F401 connects the signals
