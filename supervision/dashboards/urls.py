from django.urls import include, path

from supervision.dashboards import staff_views

_staff = [
    path("overview/", staff_views.overview, name="overview"),
    path("rows/", staff_views.rows, name="rows"),
]
staff = [path("dashboards/", include((_staff, "dashboards")))]
org: list = []
public: list = []
api: list = []
