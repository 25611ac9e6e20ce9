from django.urls import path

from core.bulk_actions import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("preview/", staff_views.preview, name="preview"),
    path("start/", staff_views.start, name="start"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("<int:pk>/decline/", staff_views.decline, name="decline"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/resume/", staff_views.resume, name="resume"),
    path("<int:pk>/undo/", staff_views.undo, name="undo"),
]
