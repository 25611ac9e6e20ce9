from django.apps import AppConfig


class PartyBuildingConfig(AppConfig):
    name = "party_building"

    def ready(self):
        from party_building import receivers  # noqa: F401 connects the signals
