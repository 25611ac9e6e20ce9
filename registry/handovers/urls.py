from django.urls import path

from registry.handovers import org_views, staff_views

org = [
    path("", org_views.list_handovers, name="list"),
    path("announce/", org_views.announce, name="announce"),
    path("checklist/", org_views.checklist, name="checklist"),
    path("seats/<int:pk>/", org_views.arrange, name="arrange"),
    path("<int:pk>/cancel/", org_views.cancel, name="cancel"),
]
staff = [
    path("", staff_views.list_changes, name="list"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/approve/", staff_views.approve, name="approve"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
]
