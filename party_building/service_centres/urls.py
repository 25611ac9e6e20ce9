from django.urls import path

from party_building.service_centres import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/add-facility/", staff_views.add_facility, name="add_facility"),
    path("<int:pk>/facilities/<int:facility>/end/", staff_views.end_facility, name="end_facility"),
    path("<int:pk>/close/", staff_views.close, name="close"),
]
