from django.urls import path

from core.files import staff_views

staff = [
    path("<int:pk>/fetch/", staff_views.fetch, name="fetch"),
    path("<int:pk>/content/", staff_views.content, name="content"),
]
org: list = []
public: list = []
api: list = []
