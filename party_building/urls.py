"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.activities import urls as activities
from party_building.funds import urls as party_funds
from party_building.model_sites import urls as model_sites
from party_building.party_units import urls as party_units
from party_building.star_ratings import urls as star_ratings
from party_building.stations import urls as stations
from party_building.training import urls as training
from party_building.unit_requests import urls as unit_requests

staff: list = [
    path("activities/", include((activities.staff, "activities"))),
    path("model-sites/", include((model_sites.staff, "model_sites"))),
    path("party-funds/", include((party_funds.staff, "party_funds"))),
    path("party-units/", include((party_units.staff, "party_units"))),
    path("star-ratings/", include((star_ratings.staff, "star_ratings"))),
    path("stations/", include((stations.staff, "stations"))),
    path("training/", include((training.staff, "training"))),
    path("unit-requests/", include((unit_requests.staff, "unit_requests"))),
]
org: list = [
    path("activities/", include((activities.org, "activities"))),
    path("model-sites/", include((model_sites.org, "model_sites"))),
    path("party-funds/", include((party_funds.org, "party_funds"))),
    path("party-units/", include((party_units.org, "party_units"))),
    path("star-ratings/", include((star_ratings.org, "star_ratings"))),
    path("training/", include((training.org, "training"))),
    path("unit-requests/", include((unit_requests.org, "unit_requests"))),
]
public: list = []
api: list = [
    path("party-units/", include((party_units.api, "party_units"))),
]
