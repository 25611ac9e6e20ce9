from django.urls import include, path

from supervision.credit_pauses import staff_views

_staff = [
    path("of-organization/<int:pk>/new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/approve/", staff_views.approve, name="approve"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/end/", staff_views.end, name="end"),
]
staff = [path("credit-pauses/", include((_staff, "credit_pauses")))]
