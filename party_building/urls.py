"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from party_building.activities import urls as activities
from party_building.activity_series import urls as activity_series
from party_building.admissions import urls as admissions
from party_building.brands import urls as brands
from party_building.co_building import urls as co_building
from party_building.council_units import urls as council_units
from party_building.coverage import urls as coverage
from party_building.coverage_gaps import urls as coverage_gaps
from party_building.follow_ups import urls as follow_ups
from party_building.funds import urls as party_funds
from party_building.instructor_plans import urls as instructor_plans
from party_building.instructors import urls as instructors
from party_building.joint_plans import urls as joint_plans
from party_building.leader_charges import urls as leader_charges
from party_building.model_sites import urls as model_sites
from party_building.party_declarations import urls as party_declarations
from party_building.party_duties import urls as party_duties
from party_building.party_members import urls as party_members
from party_building.party_units import urls as party_units
from party_building.population import urls as population
from party_building.propaganda import urls as propaganda
from party_building.secretary_meetings import urls as secretary_meetings
from party_building.service_centres import urls as service_centres
from party_building.six_syncs import urls as six_syncs
from party_building.star_ratings import urls as star_ratings
from party_building.stations import urls as stations
from party_building.teaching_materials import urls as teaching_materials
from party_building.training import urls as training
from party_building.unit_requests import urls as unit_requests
from party_building.year_statements import urls as year_statements

staff: list = [
    path("activities/", include((activities.staff, "activities"))),
    path("activity-series/", include((activity_series.staff, "activity_series"))),
    path("admissions/", include((admissions.staff, "admissions"))),
    path("brands/", include((brands.staff, "brands"))),
    path("co-building/", include((co_building.staff, "co_building"))),
    path("council-units/", include((council_units.staff, "council_units"))),
    path("coverage-gaps/", include((coverage_gaps.staff, "coverage_gaps"))),
    path("coverage/", include((coverage.staff, "coverage"))),
    path("follow-ups/", include((follow_ups.staff, "follow_ups"))),
    path("instructor-plans/", include((instructor_plans.staff, "instructor_plans"))),
    path("instructors/", include((instructors.staff, "instructors"))),
    path("joint-plans/", include((joint_plans.staff, "joint_plans"))),
    path("leader-charges/", include((leader_charges.staff, "leader_charges"))),
    path("model-sites/", include((model_sites.staff, "model_sites"))),
    path("party-declarations/", include((party_declarations.staff, "party_declarations"))),
    path("party-duties/", include((party_duties.staff, "party_duties"))),
    path("party-funds/", include((party_funds.staff, "party_funds"))),
    path("party-members/", include((party_members.staff, "party_members"))),
    path("party-units/", include((party_units.staff, "party_units"))),
    path("population/", include((population.staff, "population"))),
    path("propaganda/", include((propaganda.staff, "propaganda"))),
    path("secretary-meetings/", include((secretary_meetings.staff, "secretary_meetings"))),
    path("service-centres/", include((service_centres.staff, "service_centres"))),
    path("six-syncs/", include((six_syncs.staff, "six_syncs"))),
    path("star-ratings/", include((star_ratings.staff, "star_ratings"))),
    path("stations/", include((stations.staff, "stations"))),
    path("teaching-materials/", include((teaching_materials.staff, "teaching_materials"))),
    path("training/", include((training.staff, "training"))),
    path("unit-requests/", include((unit_requests.staff, "unit_requests"))),
    path("year-statements/", include((year_statements.staff, "year_statements"))),
]
org: list = [
    path("activities/", include((activities.org, "activities"))),
    path("admissions/", include((admissions.org, "admissions"))),
    path("brands/", include((brands.org, "brands"))),
    path("co-building/", include((co_building.org, "co_building"))),
    path("instructors/", include((instructors.org, "instructors"))),
    path("model-sites/", include((model_sites.org, "model_sites"))),
    path("party-funds/", include((party_funds.org, "party_funds"))),
    path("party-members/", include((party_members.org, "party_members"))),
    path("party-units/", include((party_units.org, "party_units"))),
    path("propaganda/", include((propaganda.org, "propaganda"))),
    path("secretary-meetings/", include((secretary_meetings.org, "secretary_meetings"))),
    path("star-ratings/", include((star_ratings.org, "star_ratings"))),
    path("teaching-materials/", include((teaching_materials.org, "teaching_materials"))),
    path("training/", include((training.org, "training"))),
    path("unit-requests/", include((unit_requests.org, "unit_requests"))),
]
public: list = []
api: list = [
    path("party-units/", include((party_units.api, "party_units"))),
]
