from django.urls import path, re_path

from party_building.follow_ups import staff_views

staff = [
    path("", staff_views.list_follow_ups, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/letter/", staff_views.letter, name="letter"),
    re_path(r"^(?P<pk>[0-9]+)/letter/(?P<kind>pdf|docx)/$", staff_views.letter, name="letter_file"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/submit/", staff_views.submit, name="submit"),
    path("<int:pk>/check/", staff_views.check, name="check"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/sign/", staff_views.sign, name="sign"),
    path("<int:pk>/serve/", staff_views.serve, name="serve"),
    path("<int:pk>/reply/", staff_views.reply, name="reply"),
    path("<int:pk>/hold/", staff_views.hold, name="hold"),
    path("<int:pk>/ask-again/", staff_views.ask_again, name="ask_again"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
]
