"""Routes that exist in the demo only; the door between its days only where it has more than one."""

from django.conf import settings
from django.urls import path

from config.demo import public_views

public = [path("demo/tours/", public_views.tour_page, name="tours")]
if settings.WORLDS_FILE:
    public.append(path("demo/day/", public_views.choose_day, name="demo_day"))
