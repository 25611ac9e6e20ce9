from django.urls import include, path

from supervision.leader_views import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("<int:pk>/", staff_views.detail, name="detail"),
]
staff = [path("leader-views/", include((_staff, "leader_views")))]
