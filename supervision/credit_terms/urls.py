from django.urls import include, path

from supervision.credit_terms import staff_views

_staff = [path("", staff_views.index, name="list")]
staff = [path("credit-terms/", include((_staff, "credit_terms")))]
