from django.urls import include, path

from supervision.surveys import org_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("burden/", staff_views.burden, name="burden"),
    path("burden/export/", staff_views.export_burden, name="export_burden"),
    path("of-organization/<int:pk>/", staff_views.of_organization, name="of_organization"),
    path("recipients/", staff_views.recipients, name="recipients"),
    path("recipients/export/", staff_views.export_recipients, name="export_recipients"),
    path("recipients/<int:pk>/", staff_views.recipient, name="recipient"),
    path("recipients/<int:pk>/remind/", staff_views.remind, name="remind"),
    path("recipients/<int:pk>/extend/", staff_views.extend, name="extend"),
    path("recipients/<int:pk>/answers/<slug:key>/", staff_views.answer_file, name="answer_file"),
    path("mine/", staff_views.mine, name="mine"),
    path("mine/<int:pk>/", staff_views.answer, name="answer"),
    path("mine/<int:pk>/repeat/", staff_views.repeat, name="repeat"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/copy/", staff_views.copy, name="copy"),
    path("<int:pk>/choose/", staff_views.choose, name="choose"),
    path("<int:pk>/add-question/", staff_views.add_question, name="add_question"),
    path("<int:pk>/add-known/", staff_views.add_known, name="add_known"),
    path("<int:pk>/rearrange/", staff_views.rearrange, name="rearrange"),
    path("<int:pk>/submit/", staff_views.submit, name="submit"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/release/", staff_views.release, name="release"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
]
_org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.answer, name="answer"),
    path("<int:pk>/repeat/", org_views.repeat, name="repeat"),
]
staff = [path("surveys/", include((_staff, "surveys")))]
org = [path("surveys/", include((_org, "surveys")))]
