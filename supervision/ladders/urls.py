from django.urls import include, path

from supervision.ladders import org_views, panels, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
_org = [path("", org_views.index, name="list")]
staff = [path("ladders/", include((_staff, "ladders")))]
org = [path("ladders/", include((_org, "ladders")))]
