from django.urls import path

from core.reorganizations import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("regions/new/", staff_views.create_for_regions, name="create_for_regions"),
    path("departments/new/", staff_views.create_for_departments, name="create_for_departments"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
]
