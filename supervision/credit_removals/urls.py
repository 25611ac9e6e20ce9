from django.urls import include, path

from supervision.credit_removals import org_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("of-entry/<int:pk>/new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/document/", staff_views.document, name="document"),
    path("<int:pk>/verify/", staff_views.verify, name="verify"),
    path("<int:pk>/verify-not/", staff_views.verify_not, name="verify_not"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/remove/", staff_views.remove, name="remove"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
]
_org = [
    path("<int:pk>/", org_views.detail, name="detail"),
    path("of-entry/<int:pk>/apply/", org_views.apply, name="apply"),
    path("<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
]
staff = [path("credit-removals/", include((_staff, "credit_removals")))]
org = [path("credit-removals/", include((_org, "credit_removals")))]
