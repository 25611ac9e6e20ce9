"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.activities import urls as activities
from party_building.coverage_gaps import urls as coverage_gaps
from party_building.follow_ups import urls as follow_ups
from party_building.party_units import urls as party_units
from party_building.star_ratings import urls as star_ratings
from party_building.stations import urls as stations
from party_building.training import urls as training

staff: list = [
    path("coverage-gaps/", include((coverage_gaps.staff, "coverage_gaps"))),
    path("follow-ups/", include((follow_ups.staff, "follow_ups"))),
    path("activities/", include((activities.staff, "activities"))),
    path("party-units/", include((party_units.staff, "party_units"))),
    path("star-ratings/", include((star_ratings.staff, "star_ratings"))),
    path("stations/", include((stations.staff, "stations"))),
    path("training/", include((training.staff, "training"))),
]
org: list = [
    path("activities/", include((activities.org, "activities"))),
    path("star-ratings/", include((star_ratings.org, "star_ratings"))),
    path("training/", include((training.org, "training"))),
]
public: list = []
api: list = [
    path("party-units/", include((party_units.api, "party_units"))),
]
