from django.urls import include, path

from supervision.credit_records import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("of-organization/<int:pk>/praise/", staff_views.praise, name="praise"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/enter/", staff_views.enter, name="enter"),
]
staff = [path("credit-records/", include((_staff, "credit_records")))]
