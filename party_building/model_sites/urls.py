from django.urls import path

from party_building.model_sites import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("schemes/", staff_views.schemes, name="schemes"),
    path("schemes/new/", staff_views.create_scheme, name="create_scheme"),
    path("schemes/<int:pk>/", staff_views.scheme, name="scheme"),
    path("schemes/<int:pk>/edit/", staff_views.edit_scheme, name="edit_scheme"),
    path("schemes/<int:pk>/nominate/", staff_views.nominate, name="nominate"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/take-in/", staff_views.take_in, name="take_in"),
    path("<int:pk>/decline/", staff_views.decline, name="decline"),
    path("<int:pk>/examine/", staff_views.examine, name="examine"),
    path("<int:pk>/fail/", staff_views.fail, name="fail"),
    path("<int:pk>/give-name/", staff_views.give_name, name="give_name"),
    path("<int:pk>/end/", staff_views.end, name="end"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/cancel/", org_views.cancel, name="cancel"),
]
