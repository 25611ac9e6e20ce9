from django.urls import path

from registry.report_publications import staff_views

staff = [
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/publish/", staff_views.publish, name="publish"),
    path("<int:pk>/open-correction/", staff_views.open_correction, name="open_correction"),
]
