from django.urls import path

from party_building.instructors import org_views, panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("dispatches/", staff_views.dispatches, name="dispatches"),
    path("dispatches/export/", staff_views.export_dispatches, name="export_dispatches"),
    path("dispatches/<int:pk>/end/", staff_views.end_dispatch, name="end_dispatch"),
    path("uncovered/", staff_views.uncovered, name="uncovered"),
    path("uncovered/export/", staff_views.export_uncovered, name="export_uncovered"),
    path("visits/", staff_views.visits, name="visits"),
    path("visits/export/", staff_views.export_visits, name="export_visits"),
    path("organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("organization/<int:pk>/dispatch/", staff_views.dispatch, name="dispatch"),
    path("organization/<int:pk>/guide/", staff_views.guide, name="guide"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/leave/", staff_views.leave, name="leave"),
    path("<int:pk>/appraise/", staff_views.appraise, name="appraise"),
    path("<int:pk>/hand-over/", staff_views.hand_over, name="hand_over"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/visit/", org_views.visit, name="visit"),
]
