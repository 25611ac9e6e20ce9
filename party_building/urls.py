"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.party_units import urls as party_units

staff: list = [path("party-units/", include((party_units.staff, "party_units")))]
org: list = []
public: list = []
api: list = [path("party-units/", include((party_units.api, "party_units")))]
