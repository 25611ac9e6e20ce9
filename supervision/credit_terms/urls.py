from django.urls import include, path

from supervision.credit_terms import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("grounds/<str:code>/", staff_views.detail, name="detail"),
    path("grounds/<str:code>/set/", staff_views.set_ground, name="set_ground"),
    path("grounds/<int:pk>/take-back/", staff_views.take_ground_back, name="take_ground_back"),
    path("periods/<str:code>/set/", staff_views.set_period, name="set_period"),
    path("periods/<int:pk>/take-back/", staff_views.take_period_back, name="take_period_back"),
]
staff = [path("credit-terms/", include((_staff, "credit_terms")))]
