"""The portal's routes and the floors beside them; served only by the bench."""

from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as portal
from tests.benchmarks import floor_views

urlpatterns = [
    path("bench/organizations/", floor_views.organization_list),
    path("bench/replay/", floor_views.replay),
    path("bench/api/organizations/", floor_views.api_list),
    *portal,
]
