from django.urls import path

from party_building.coverage_gaps import staff_views

staff = [
    path("", staff_views.index, name="index"),
    path("rows/", staff_views.rows, name="rows"),
    path("rows/export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
]
