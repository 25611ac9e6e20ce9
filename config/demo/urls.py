"""Routes that exist in the demo only."""

from django.urls import path

from config.demo import public_views

public = [path("demo/tours/", public_views.tour_page, name="tours")]
