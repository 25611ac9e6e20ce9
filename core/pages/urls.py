from django.urls import path

from core.pages import public_views, staff_views

staff = []
org = []
public = [
    path("", public_views.landing, name="landing"),
    path("elder/", public_views.elder, name="elder"),
    path("_styleguide/", staff_views.styleguide, name="styleguide"),
]
