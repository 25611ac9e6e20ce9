from django.urls import path

from party_building.stations import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("activities/", staff_views.activities, name="activities"),
    path("activities/export/", staff_views.export_activities, name="export_activities"),
    path("activities/<int:pk>/", staff_views.activity, name="activity"),
    path("activities/<int:pk>/correct/", staff_views.correct_activity, name="correct_activity"),
    path("activities/<int:pk>/withdraw/", staff_views.withdraw_activity, name="withdraw_activity"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/rearrange/", staff_views.rearrange, name="rearrange"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/record-activity/", staff_views.record_activity, name="record_activity"),
]
