from django.urls import path

from party_building.party_duties import staff_views

staff = [path("", staff_views.index, name="list")]
