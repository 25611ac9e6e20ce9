from django.urls import path

from party_building.secretary_meetings import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("matters/", staff_views.matters, name="matters"),
    path("matters/export/", staff_views.export_matters, name="export_matters"),
    path("matters/<int:pk>/", staff_views.matter, name="matter"),
    path("matters/<int:pk>/assign/", staff_views.assign, name="assign"),
    path("matters/<int:pk>/answer/", staff_views.answer, name="answer"),
    path("matters/<int:pk>/close/", staff_views.close, name="close"),
    path("matters/<int:pk>/reopen/", staff_views.reopen, name="reopen"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/minutes/", staff_views.minute, name="minute"),
    path("<int:pk>/minutes/file/", staff_views.fetch, name="fetch"),
    path("<int:pk>/matters/new/", staff_views.raise_matter, name="raise_matter"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/matters/new/", org_views.raise_matter, name="raise_matter"),
    path("<int:pk>/minutes/file/", org_views.fetch, name="fetch"),
]
