from django.urls import include, path

from supervision.supervision_visits import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("units/<int:pk>/record/", staff_views.record, name="record"),
    path("units/<int:pk>/problem/", staff_views.add_problem, name="add_problem"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/hold/", staff_views.hold, name="hold"),
    path("<int:pk>/follow-up/", staff_views.follow_up, name="follow_up"),
    path("<int:pk>/hand-over/", staff_views.hand_over, name="hand_over"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/cancel/", staff_views.cancel, name="cancel"),
]
staff = [path("supervision-visits/", include((_staff, "supervision_visits")))]
