"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.council_units import urls as council_units
from party_building.coverage import urls as coverage
from party_building.instructors import urls as instructors
from party_building.party_duties import urls as party_duties
from party_building.party_units import urls as party_units
from party_building.stations import urls as stations
from party_building.training import urls as training

staff: list = [
    path("coverage/", include((coverage.staff, "coverage"))),
    path("council-units/", include((council_units.staff, "council_units"))),
    path("instructors/", include((instructors.staff, "instructors"))),
    path("party-duties/", include((party_duties.staff, "party_duties"))),
    path("party-units/", include((party_units.staff, "party_units"))),
    path("stations/", include((stations.staff, "stations"))),
    path("training/", include((training.staff, "training"))),
]
org: list = [
    path("instructors/", include((instructors.org, "instructors"))),
    path("training/", include((training.org, "training"))),
]
public: list = []
api: list = [path("party-units/", include((party_units.api, "party_units")))]
