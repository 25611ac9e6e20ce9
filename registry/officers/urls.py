from django.urls import path

from registry.officers import api as api_views
from registry.officers import panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("limits/", staff_views.limits, name="limits"),
    path("organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("organization/<int:pk>/appoint/", staff_views.appoint, name="appoint"),
    path("organization/<int:pk>/terms/new/", staff_views.begin_term, name="begin_term"),
    path("terms/<int:pk>/extend/", staff_views.extend, name="extend"),
    path("terms/<int:pk>/audit/", staff_views.record_audit, name="record_audit"),
    path("<int:pk>/end/", staff_views.end, name="end"),
    path("<int:pk>/correct/", staff_views.correct, name="correct"),
]
api = api_views.api
