"""Two invented routes, so that menus and step buttons have somewhere to lead."""

from django.http import HttpResponse
from django.urls import include, path


def _page(request, pk=None):
    return HttpResponse()


rows = [
    path("", _page, name="list"),
    path("<int:pk>/", _page, name="detail"),
    path("<int:pk>/elder/", _page, name="elder"),
]
urlpatterns = [path("staff/", include(([path("rows/", include((rows, "rows")))], "staff")))]
