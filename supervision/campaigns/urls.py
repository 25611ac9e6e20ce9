from django.urls import include, path

from supervision.campaigns import org_views, panels, staff_views, target_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("targets/", staff_views.list_targets, name="targets"),
    path("targets/export/", staff_views.export_targets, name="export_targets"),
    path("targets/<int:pk>/", target_views.detail, name="target"),
    path("targets/<int:pk>/remind/", target_views.remind, name="remind"),
    path("targets/<int:pk>/return-check/", target_views.return_check, name="return_check"),
    path("targets/<int:pk>/accept-check/", target_views.accept_check, name="accept_check"),
    path("targets/<int:pk>/inspect/", target_views.inspect, name="inspect"),
    path("targets/<int:pk>/order/", target_views.order, name="order"),
    path("targets/<int:pk>/verify/", target_views.verify, name="verify"),
    path("targets/<int:pk>/ask-again/", target_views.ask_again, name="ask_again"),
    path("targets/<int:pk>/sign-off/", target_views.sign_off, name="sign_off"),
    path("targets/<int:pk>/reopen/", target_views.reopen, name="reopen"),
    path("targets/<int:pk>/strike/", target_views.strike, name="strike"),
    path("targets/<int:pk>/restore/", target_views.restore, name="restore"),
    path("targets/<int:pk>/answers/<slug:key>/", target_views.answer_file, name="answer_file"),
    path("targets/<int:pk>/check-files/<int:file>/", target_views.check_file, name="check_file"),
    path("targets/<int:pk>/order-files/<int:order>/", target_views.order_file, name="order_file"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/choose/", staff_views.choose, name="choose"),
    path("<int:pk>/add-question/", staff_views.add_question, name="add_question"),
    path("<int:pk>/add-known/", staff_views.add_known, name="add_known"),
    path("<int:pk>/rearrange/", staff_views.rearrange, name="rearrange"),
    path("<int:pk>/items/", staff_views.edit_items, name="edit_items"),
    path("<int:pk>/document/", staff_views.document, name="document"),
    path("<int:pk>/submit/", staff_views.submit, name="submit"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/freeze/", staff_views.freeze, name="freeze"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/end/", staff_views.end, name="end"),
    path("<int:pk>/resume/", staff_views.resume, name="resume"),
    path("<int:pk>/archive/", staff_views.archive, name="archive"),
    path("<int:pk>/remind-offices/", staff_views.remind_offices, name="remind_offices"),
]
_org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/fill/", org_views.fill, name="fill"),
    path("<int:pk>/report/", org_views.report, name="report"),
    path("<int:pk>/answers/<slug:key>/", org_views.answer_file, name="answer_file"),
]
staff = [path("campaigns/", include((_staff, "campaigns")))]
org = [path("campaigns/", include((_org, "campaigns")))]
