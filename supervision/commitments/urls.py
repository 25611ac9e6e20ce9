from django.urls import include, path

from supervision.commitments import org_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("texts/", staff_views.texts, name="texts"),
    path("texts/new/", staff_views.create, name="create"),
    path("texts/<int:pk>/", staff_views.text, name="text"),
    path("texts/<int:pk>/put-in-force/", staff_views.put_in_force, name="put_in_force"),
    path("texts/<int:pk>/discard/", staff_views.discard, name="discard"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/doubt/", staff_views.doubt, name="doubt"),
    path("<int:pk>/confirm-breach/", staff_views.confirm_breach, name="confirm_breach"),
    path("<int:pk>/clear/", staff_views.clear, name="clear"),
]
_org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("texts/<int:pk>/sign/", org_views.sign, name="sign"),
]
staff = [path("commitments/", include((_staff, "commitments")))]
org = [path("commitments/", include((_org, "commitments")))]
