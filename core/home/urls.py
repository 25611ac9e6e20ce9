from django.urls import path

from core.home import public_views

staff = []
org = []
public = [path("home/", public_views.home, name="home")]
