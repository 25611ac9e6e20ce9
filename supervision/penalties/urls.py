from django.urls import include, path

from supervision.penalties import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("of-organization/<int:pk>/new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/correct/", staff_views.correct, name="correct"),
    path("<int:pk>/document/", staff_views.document, name="document"),
    path("<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/discard/", staff_views.discard, name="discard"),
    path("<int:pk>/ask-withdrawal/", staff_views.ask_withdrawal, name="ask_withdrawal"),
    path("<int:pk>/confirm-withdrawal/", staff_views.confirm_withdrawal, name="confirm_withdrawal"),
    path("<int:pk>/refuse-withdrawal/", staff_views.refuse_withdrawal, name="refuse_withdrawal"),
]
staff = [path("penalties/", include((_staff, "penalties")))]
