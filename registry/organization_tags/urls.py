from django.urls import path

from registry.organization_tags import api as api_views
from registry.organization_tags import panels, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("create/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("organization/<int:pk>/", panels.of_organization, name="of_organization"),
]
api = api_views.api
