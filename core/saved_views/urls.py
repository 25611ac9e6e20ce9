from django.urls import path

from core.saved_views import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("save/", staff_views.save, name="save"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/replace/", staff_views.replace, name="replace"),
    path("<int:pk>/delete/", staff_views.delete, name="delete"),
    path("<int:pk>/subscribe/", staff_views.subscribe, name="subscribe"),
    path("<int:pk>/unsubscribe/", staff_views.unsubscribe, name="unsubscribe"),
    path("changes/<int:pk>/", staff_views.change, name="change"),
]
