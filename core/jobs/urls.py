from django.urls import path

from core.jobs import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/cancel/", staff_views.cancel, name="cancel"),
]
