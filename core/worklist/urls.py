from django.urls import path

from core.worklist import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("next/", staff_views.next_item, name="next"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/claim/", staff_views.claim, name="claim"),
    path("<int:pk>/release/", staff_views.release, name="release"),
    path("<int:pk>/finish/", staff_views.finish, name="finish"),
    path("<int:pk>/reassign/", staff_views.reassign, name="reassign"),
]
