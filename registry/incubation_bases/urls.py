from django.urls import path

from registry.incubation_bases import api as api_views
from registry.incubation_bases import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/take-in/", staff_views.take_in, name="take_in"),
    path("<int:pk>/stays/<int:stay>/leave/", staff_views.leave, name="leave"),
    path("<int:pk>/close/", staff_views.close, name="close"),
]
api = api_views.api
