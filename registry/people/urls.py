from django.urls import path

from registry.people import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("find/", staff_views.find, name="find"),
    path("duplicates/", staff_views.duplicates, name="duplicates"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/reveal/<slug:number>/", staff_views.reveal, name="reveal"),
    path("<int:pk>/merge/<int:other>/", staff_views.merge, name="merge"),
    path("<int:pk>/distinguish/<int:other>/", staff_views.distinguish, name="distinguish"),
]
