from django.apps import AppConfig


class PartyBuildingConfig(AppConfig):
    name = "party_building"
