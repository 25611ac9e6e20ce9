from django.urls import path

from party_building.activities import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("branches/", staff_views.branches, name="branches"),
    path("requirements/", staff_views.requirements, name="requirements"),
    path("units/<int:pk>/", staff_views.calendar, name="calendar"),
    path("units/<int:pk>/new/", staff_views.record, name="record"),
    path("units/<int:pk>/groups/", staff_views.groups, name="groups"),
    path("units/<int:pk>/appraisals/<int:year>/", staff_views.appraisal, name="appraisal"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/leave/<int:unit>/", staff_views.leave, name="leave"),
    path("<int:pk>/files/", staff_views.attach, name="attach"),
    path("files/<int:pk>/fetch/", staff_views.fetch, name="fetch"),
    path("files/<int:pk>/remove/", staff_views.remove_file, name="remove_file"),
]
org = [
    path("", org_views.index, name="list"),
    path("units/<int:pk>/", org_views.calendar, name="calendar"),
    path("units/<int:pk>/groups/", org_views.groups, name="groups"),
    path("units/<int:pk>/appraisals/<int:year>/", org_views.appraisal, name="appraisal"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/edit/", org_views.edit, name="edit"),
    path("<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
    path("<int:pk>/leave/<int:unit>/", org_views.leave, name="leave"),
    path("<int:pk>/files/", org_views.attach, name="attach"),
    path("files/<int:pk>/fetch/", org_views.fetch, name="fetch"),
    path("files/<int:pk>/remove/", org_views.remove_file, name="remove_file"),
]
