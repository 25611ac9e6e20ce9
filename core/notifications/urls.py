from django.urls import path

from core.notifications import public_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("<int:pk>/resend/", staff_views.resend, name="resend"),
]
public = [
    path("", public_views.index, name="list"),
    path("read/", public_views.mark_read, name="mark_read"),
    path("<int:pk>/", public_views.follow, name="follow"),
]
