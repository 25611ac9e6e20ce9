from django.urls import path

from core.departments import public_views, staff_views

public = [
    path("seats/", public_views.mine, name="seats"),
    path("seats/switch/", public_views.switch, name="switch_seat"),
    path("seats/<int:pk>/substitute/", public_views.substitute, name="substitute"),
    path("seats/<int:pk>/recall/", public_views.recall, name="recall_substitute"),
]
staff = [
    path("", staff_views.list_seats, name="list"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/grant/", staff_views.grant, name="grant"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/end/", staff_views.end, name="end"),
]
departments = [
    path("", staff_views.list_departments, name="list"),
    path("<int:pk>/", staff_views.department, name="detail"),
]
regions = [
    path("", staff_views.list_regions, name="list"),
    path("<int:pk>/", staff_views.region, name="detail"),
]
