from django.urls import include, path

from supervision.credit_objections import org_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("of-entry/<int:pk>/new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/document/", staff_views.document, name="document"),
    path("<int:pk>/advise/", staff_views.advise, name="advise"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/uphold/", staff_views.uphold, name="uphold"),
    path("<int:pk>/reject/", staff_views.reject, name="reject"),
]
_org = [
    path("<int:pk>/", org_views.detail, name="detail"),
    path("new/<slug:kind>/<int:pk>/", org_views.create, name="create"),
    path("<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
]
staff = [path("credit-objections/", include((_staff, "credit_objections")))]
org = [path("credit-objections/", include((_org, "credit_objections")))]
