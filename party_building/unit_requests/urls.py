from django.urls import path

from party_building.unit_requests import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("new/", staff_views.create, name="create"),
    path("of-unit/<int:pk>/<slug:kind>/", staff_views.of_unit, name="of_unit"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/submit/", staff_views.submit, name="submit"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/consent/", staff_views.consent, name="consent"),
    path("<int:pk>/decline/", staff_views.decline, name="decline"),
    path("<int:pk>/approve/", staff_views.approve, name="approve"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/petition/", staff_views.petition, name="petition"),
    path("<int:pk>/letter/", staff_views.letter, name="letter"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("of-unit/<int:pk>/<slug:kind>/", org_views.of_unit, name="of_unit"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/edit/", org_views.edit, name="edit"),
    path("<int:pk>/submit/", org_views.submit, name="submit"),
    path("<int:pk>/withdraw/", org_views.withdraw, name="withdraw"),
    path("<int:pk>/petition/", org_views.petition, name="petition"),
    path("<int:pk>/letter/", org_views.letter, name="letter"),
]
