"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.activities import urls as activities
from party_building.activity_series import urls as activity_series
from party_building.coverage_gaps import urls as coverage_gaps
from party_building.follow_ups import urls as follow_ups
from party_building.leader_charges import urls as leader_charges
from party_building.party_declarations import urls as party_declarations
from party_building.party_units import urls as party_units
from party_building.propaganda import urls as propaganda
from party_building.secretary_meetings import urls as secretary_meetings
from party_building.six_syncs import urls as six_syncs
from party_building.star_ratings import urls as star_ratings
from party_building.stations import urls as stations
from party_building.teaching_materials import urls as teaching_materials
from party_building.training import urls as training
from party_building.unit_requests import urls as unit_requests
from party_building.year_statements import urls as year_statements

staff: list = [
    path("coverage-gaps/", include((coverage_gaps.staff, "coverage_gaps"))),
    path("follow-ups/", include((follow_ups.staff, "follow_ups"))),
    path("activities/", include((activities.staff, "activities"))),
    path("activity-series/", include((activity_series.staff, "activity_series"))),
    path("propaganda/", include((propaganda.staff, "propaganda"))),
    path("secretary-meetings/", include((secretary_meetings.staff, "secretary_meetings"))),
    path("teaching-materials/", include((teaching_materials.staff, "teaching_materials"))),
    path("leader-charges/", include((leader_charges.staff, "leader_charges"))),
    path("party-declarations/", include((party_declarations.staff, "party_declarations"))),
    path("party-units/", include((party_units.staff, "party_units"))),
    path("star-ratings/", include((star_ratings.staff, "star_ratings"))),
    path("stations/", include((stations.staff, "stations"))),
    path("six-syncs/", include((six_syncs.staff, "six_syncs"))),
    path("year-statements/", include((year_statements.staff, "year_statements"))),
    path("training/", include((training.staff, "training"))),
    path("unit-requests/", include((unit_requests.staff, "unit_requests"))),
]
org: list = [
    path("party-units/", include((party_units.org, "party_units"))),
    path("unit-requests/", include((unit_requests.org, "unit_requests"))),
    path("activities/", include((activities.org, "activities"))),
    path("propaganda/", include((propaganda.org, "propaganda"))),
    path("secretary-meetings/", include((secretary_meetings.org, "secretary_meetings"))),
    path("teaching-materials/", include((teaching_materials.org, "teaching_materials"))),
    path("star-ratings/", include((star_ratings.org, "star_ratings"))),
    path("training/", include((training.org, "training"))),
]
public: list = []
api: list = [
    path("party-units/", include((party_units.api, "party_units"))),
]
