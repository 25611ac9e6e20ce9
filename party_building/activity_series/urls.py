from django.urls import path

from party_building.activity_series import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/items/new/", staff_views.add_item, name="add_item"),
    path("items/<int:pk>/withdraw/", staff_views.withdraw_item, name="withdraw_item"),
]
