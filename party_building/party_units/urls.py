from django.urls import path

from party_building.party_units import api as api_views
from party_building.party_units import org_views, panels, record_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("tree/", staff_views.whole_tree, name="tree"),
    path("new/", record_views.record_standing, name="record_standing"),
    path("coverage/<int:pk>/end/", record_views.end_coverage, name="end_coverage"),
    path("posts/<int:pk>/leave/", record_views.leave, name="leave"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/cover/", record_views.cover, name="cover"),
    path("<int:pk>/guide/", record_views.guide, name="guide"),
    path("<int:pk>/appoint/", record_views.appoint, name="appoint"),
    path("<int:pk>/begin-term/", record_views.begin_term, name="begin_term"),
    path("<int:pk>/premises/", record_views.check_premises, name="check_premises"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
]
api = api_views.api
