from django.urls import include, path

from supervision.illegal_orgs import public_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/check/", staff_views.check, name="note_check"),
    path("<int:pk>/proof/<int:check>/", staff_views.proof, name="proof"),
    path("<int:pk>/reveal/", staff_views.reveal, name="reveal"),
    path("<int:pk>/relocate/", staff_views.relocate, name="move"),
    path("<int:pk>/open/", staff_views.open_case, name="open"),
    path("<int:pk>/found-elsewhere/", staff_views.found_elsewhere, name="elsewhere"),
    path("<int:pk>/refute/", staff_views.refute, name="refute"),
    path("<int:pk>/dissolve/", staff_views.dissolve, name="dissolve"),
    path("<int:pk>/hand-over/", staff_views.hand_over, name="transfer"),
    path("<int:pk>/propose-ban/", staff_views.propose_ban, name="propose_ban"),
    path("<int:pk>/review-ban/", staff_views.review_ban, name="review_ban"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/ban/", staff_views.ban, name="decide"),
    path("<int:pk>/lift/", staff_views.lift, name="withdraw"),
]
staff = [path("illegal-orgs/", include((_staff, "illegal_orgs")))]
_public = [
    path("illegal-orgs/", public_views.index, name="list"),
    path("leads/", public_views.tip, name="tip"),
    path("leads/result/", public_views.result, name="result"),
]
public = [path("", include((_public, "illegal_orgs")))]
