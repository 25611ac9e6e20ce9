from django.urls import path

from party_building.coverage import staff_views

staff = [path("", staff_views.index, name="index"), path("target/", staff_views.target, name="target")]
