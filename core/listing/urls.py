from django.urls import path

from core.listing import staff_views

staff = [
    path("columns/", staff_views.columns, name="columns"),
    path("remember/", staff_views.remember, name="remember"),
]
