from django.urls import path

from party_building.party_declarations import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/take/", staff_views.take, name="take"),
    path("<int:pk>/keep/", staff_views.keep, name="keep"),
]
