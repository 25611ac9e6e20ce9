from django.urls import path

from core.audit import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("checks/", staff_views.checks, name="checks"),
    path("checks/now/", staff_views.check_now, name="check_now"),
]
