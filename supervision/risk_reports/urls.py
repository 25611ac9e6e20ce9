from django.urls import include, path

from supervision.risk_reports import phone_views as phone
from supervision.risk_reports import staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("statistics/", staff_views.statistics, name="statistics"),
    path("report/", phone.report, name="report"),
    path("report/bodies/", phone.bodies, name="bodies"),
    path("report/offline/", phone.offline, name="offline"),
    path("report/worker.js", phone.worker, name="worker"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/photo/", staff_views.photo, name="photo"),
    path("<int:pk>/photo/<int:note>/", staff_views.note_photo, name="note_photo"),
    path("<int:pk>/note/", staff_views.add_note, name="add_note"),
    path("<int:pk>/verify/", staff_views.verify, name="judge_true"),
    path("<int:pk>/refute/", staff_views.refute, name="refute"),
    path("<int:pk>/raise-up/", staff_views.raise_up, name="raise_up"),
    path("<int:pk>/send-down/", staff_views.send_down, name="send_down"),
    path("<int:pk>/hand-over/", staff_views.hand_over, name="transfer"),
    path("<int:pk>/hand-back/", staff_views.hand_back, name="hand_back"),
    path("<int:pk>/to-lead/", staff_views.to_lead, name="to_lead"),
    path("<int:pk>/finish/", staff_views.finish, name="close"),
    path("<int:pk>/answer/", staff_views.answer, name="reply"),
    path("<int:pk>/reopen/", staff_views.reopen, name="reopen"),
    path("<int:pk>/identify/", staff_views.identify, name="identify"),
    path("<int:pk>/tie/", staff_views.tie, name="tie"),
    path("<int:pk>/untie/", staff_views.untie, name="untie"),
]
staff = [path("risk-reports/", include((_staff, "risk_reports")))]
