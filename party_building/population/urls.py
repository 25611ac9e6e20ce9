from django.urls import path

from party_building.population import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/record/", staff_views.record, name="record"),
]
