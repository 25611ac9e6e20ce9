from django.urls import path

from party_building.party_members import (
    count_views,
    org_views,
    reconciliation_views,
    staff_views,
    transfer_views,
)

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("counts/", count_views.index, name="counts"),
    path("counts/<int:pk>/update/", count_views.update, name="update_count"),
    path("vanguard/", staff_views.vanguard, name="vanguard"),
    path("transfers/", transfer_views.index, name="transfers"),
    path("transfers/<int:pk>/", transfer_views.detail, name="transfer"),
    path("transfers/<int:pk>/receive/", transfer_views.receive, name="receive"),
    path("transfers/<int:pk>/withdraw/", transfer_views.withdraw, name="withdraw"),
    path("reconciliations/", reconciliation_views.index, name="reconciliations"),
    path("reconciliations/new/", reconciliation_views.upload, name="reconcile"),
    path("reconciliations/<int:pk>/", reconciliation_views.detail, name="reconciliation"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/reveal/<slug:number>/", staff_views.reveal, name="reveal"),
    path("<int:pk>/record/<slug:what>/", staff_views.change, name="change"),
]
org = [path("", org_views.index, name="list")]
