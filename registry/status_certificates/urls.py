from django.urls import path

from registry.status_certificates import api as api_views
from registry.status_certificates import org_views, panels, public_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("of-organization/<int:pk>/new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/sheet/", staff_views.sheet, name="sheet"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/cancel/", org_views.cancel, name="cancel"),
]
public = [
    path("<str:token>/", public_views.verify, name="verify"),
    path("<str:token>/qr.svg", public_views.qr_code, name="qr_code"),
]
api = api_views.api
