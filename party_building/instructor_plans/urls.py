from django.urls import path

from party_building.instructor_plans import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("new/", staff_views.create, name="create"),
    path("lines/", staff_views.lines, name="lines"),
    path("lines/export/", staff_views.export_lines, name="export_lines"),
    path("lines/<int:pk>/strike/", staff_views.strike, name="strike"),
    path("lines/<int:pk>/restore/", staff_views.restore, name="restore"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/apply/", staff_views.apply, name="apply"),
    path("<int:pk>/discard/", staff_views.discard, name="discard"),
]
