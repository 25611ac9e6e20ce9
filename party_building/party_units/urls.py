from django.urls import path

from party_building.party_units import api as api_views
from party_building.party_units import panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
api = api_views.api
