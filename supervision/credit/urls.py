from django.urls import include, path

from supervision.credit import org_views, panels, public_views, staff_views

_staff = [
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("statistics/", staff_views.statistics, name="statistics"),
]
_org = [path("", org_views.index, name="index")]
_public = [
    path("abnormal/", public_views.abnormal, name="abnormal"),
    path("serious/", public_views.serious, name="serious"),
]
staff = [path("credit/", include((_staff, "credit")))]
org = [path("credit/", include((_org, "credit")))]
public = [path("credit/", include((_public, "credit")))]
