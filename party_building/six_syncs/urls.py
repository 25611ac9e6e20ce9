from django.urls import path

from party_building.six_syncs import panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
