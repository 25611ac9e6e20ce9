from django.urls import path

from registry.dues import staff_views

staff = [
    path("organization/<int:pk>/adopt/", staff_views.adopt, name="adopt"),
    path("<int:pk>/publish/", staff_views.publish, name="publish"),
]
