from django.urls import path

from registry.community_orgs import api as api_views
from registry.community_orgs import public_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("batch/", staff_views.batch, name="batch"),
    path("next/", staff_views.next_call, name="next"),
    path("towns/", staff_views.towns, name="towns"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/file/", staff_views.file, name="file"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/growth/", staff_views.growth, name="growth"),
    path("<int:pk>/promote/", staff_views.promote, name="promote"),
    path("<int:pk>/activity/", staff_views.note_activity, name="note_activity"),
    path("<int:pk>/call/", staff_views.call, name="call"),
    path("<int:pk>/reveal/", staff_views.reveal, name="reveal"),
    path("<int:pk>/certificate/", staff_views.certificate, name="certificate"),
]
public = [
    path("community/", public_views.index, name="list"),
    path("community/<str:key>/", public_views.verify, name="verify"),
    path("community/<str:key>/qr.svg", public_views.qr_code, name="qr_code"),
]
api = api_views.api
