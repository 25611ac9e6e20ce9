from django.urls import path

from party_building.leader_charges import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("create/", staff_views.create, name="create"),
    path("mine/", staff_views.mine, name="mine"),
    path("charges/", staff_views.charges, name="charges"),
    path("charges/export/", staff_views.export_charges, name="export_charges"),
    path("charges/<int:pk>/", staff_views.charge, name="charge"),
    path("charges/<int:pk>/end/", staff_views.end, name="end"),
    path("charges/<int:pk>/note/", staff_views.note, name="note"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/add/", staff_views.add, name="add"),
]
