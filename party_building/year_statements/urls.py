from django.urls import path

from party_building.year_statements import staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("create/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/renew/", staff_views.renew, name="renew"),
    path("<int:pk>/finish/", staff_views.finish, name="finish"),
    path("<int:pk>/reopen/", staff_views.reopen, name="reopen"),
    path("<int:pk>/grade/", staff_views.grade, name="grade"),
    path("<int:pk>/<slug:kind>/", staff_views.document, name="document"),
]
