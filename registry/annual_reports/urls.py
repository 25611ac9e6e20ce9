from django.urls import path

from registry.annual_reports import org_views

org = [
    path("", org_views.list_years, name="list"),
    path("owed/<int:pk>/start/", org_views.start, name="start"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/check/", org_views.check, name="check"),
    path("<int:pk>/submit/", org_views.submit, name="submit"),
    path("<int:pk>/receipt/<int:round>/", org_views.receipt, name="receipt"),
    path("<int:pk>/<slug:key>/", org_views.section, name="section"),
    path("<int:pk>/<slug:key>/autosave/", org_views.autosave, name="autosave"),
]
staff: list = []
