"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.leader_charges import urls as leader_charges
from party_building.party_declarations import urls as party_declarations
from party_building.party_units import urls as party_units
from party_building.six_syncs import urls as six_syncs
from party_building.star_ratings import urls as star_ratings
from party_building.stations import urls as stations
from party_building.training import urls as training
from party_building.year_statements import urls as year_statements

staff: list = [
    path("leader-charges/", include((leader_charges.staff, "leader_charges"))),
    path("party-declarations/", include((party_declarations.staff, "party_declarations"))),
    path("party-units/", include((party_units.staff, "party_units"))),
    path("star-ratings/", include((star_ratings.staff, "star_ratings"))),
    path("stations/", include((stations.staff, "stations"))),
    path("six-syncs/", include((six_syncs.staff, "six_syncs"))),
    path("year-statements/", include((year_statements.staff, "year_statements"))),
    path("training/", include((training.staff, "training"))),
]
org: list = [
    path("star-ratings/", include((star_ratings.org, "star_ratings"))),
    path("training/", include((training.org, "training"))),
]
public: list = []
api: list = [
    path("party-units/", include((party_units.api, "party_units"))),
]
