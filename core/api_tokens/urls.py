from django.urls import path

from core.api_tokens import staff_views

staff = [
    path("", staff_views.list_tokens, name="list"),
    path("issue/", staff_views.issue, name="issue"),
    path("guide/", staff_views.guide, name="guide"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/approve/", staff_views.approve, name="approve"),
    path("<int:pk>/rotate/", staff_views.rotate, name="rotate"),
    path("<int:pk>/revoke/", staff_views.revoke, name="revoke"),
]
