from django.urls import path

from registry.branches import api as api_views
from registry.branches import org_views, panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("filings/", staff_views.filings, name="filings"),
    path("filings/<int:pk>/", staff_views.filing, name="filing"),
    path("filings/<int:pk>/note/", staff_views.note, name="note"),
    path("filings/<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("of-organization/<int:pk>/new/", staff_views.record_new, name="record_new"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/change/", staff_views.record_change, name="record_change"),
    path("<int:pk>/close/", staff_views.record_closing, name="record_closing"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("filings/<int:pk>/", org_views.filing, name="filing"),
    path("filings/<int:pk>/edit/", org_views.edit, name="edit"),
    path("filings/<int:pk>/submit/", org_views.submit, name="submit"),
    path("filings/<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/<slug:act>/", org_views.begin, name="begin"),
]
api = api_views.api
