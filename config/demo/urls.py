"""The portal's routes and, where the demo has more than one day, the door between them."""

from django.urls import path

from config.demo.views import choose_day
from config.urls import handler400, handler403, handler404, handler429, handler500
from config.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [path("demo/day/", choose_day, name="demo_day"), *portal]
