from django.urls import path

from core.api_tokens import staff_views

staff = [
    path("", staff_views.list_tokens, name="list"),
    path("issue/", staff_views.issue, name="issue"),
    path("<int:pk>/revoke/", staff_views.revoke, name="revoke"),
]
