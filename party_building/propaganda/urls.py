from django.urls import path

from party_building.propaganda import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/file/", staff_views.fetch, name="fetch"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
    path("<int:pk>/file/", org_views.fetch, name="fetch"),
]
