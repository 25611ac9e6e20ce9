from django.urls import path

from registry.charters import api as api_views
from registry.charters import staff_views

staff = [
    path("", staff_views.list_charters, name="list"),
    path("export/", staff_views.export, name="export"),
    path("organization/<int:pk>/approve/", staff_views.approve, name="approve"),
    path("<int:pk>/correct/", staff_views.correct, name="correct"),
]
api = api_views.api
