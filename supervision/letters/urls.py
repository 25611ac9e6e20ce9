from django.urls import include, path, re_path

from supervision.letters import (
    org_views,
    panels,
    public_views,
    service_views,
    setting_views,
    staff_views,
    template_views,
)

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.kinds, name="kinds"),
    path("new/<slug:kind>/", staff_views.create, name="create"),
    path("templates/", template_views.index, name="templates"),
    path("templates/new/<slug:kind>/", template_views.start, name="start_template"),
    path("templates/<int:pk>/", template_views.detail, name="template"),
    path("templates/<int:pk>/edit/", template_views.edit, name="edit_template"),
    path("templates/<int:pk>/propose/", template_views.propose, name="propose_template"),
    path("templates/<int:pk>/put-in-force/", template_views.put_in_force, name="put_template_in_force"),
    path("templates/<int:pk>/send-back/", template_views.send_back, name="send_template_back"),
    path("templates/<int:pk>/discard/", template_views.discard, name="discard_template"),
    path("settings/", setting_views.index, name="settings"),
    path("settings/<slug:kind>/", setting_views.detail, name="setting"),
    path("periods/<slug:code>/set/", setting_views.set_period, name="set_period"),
    path("periods/<int:pk>/take-back/", setting_views.take_period_back, name="take_period_back"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/letter/", staff_views.letter, name="letter"),
    re_path(r"^(?P<pk>[0-9]+)/letter/(?P<kind>pdf|docx)/$", staff_views.letter, name="letter_file"),
    path("<int:pk>/files/<int:file>/", staff_views.file, name="file"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/submit/", staff_views.submit, name="submit"),
    path("<int:pk>/check/", staff_views.check, name="check"),
    path("<int:pk>/countersign/", staff_views.countersign, name="countersign"),
    path("<int:pk>/go-on/", staff_views.go_on, name="go_on"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/sign/", staff_views.sign, name="sign"),
    path("<int:pk>/seal/", staff_views.seal, name="seal"),
    path("<int:pk>/deliver/", service_views.deliver, name="deliver"),
    path("<int:pk>/post/", service_views.post, name="post"),
    path("<int:pk>/send/", service_views.send_electronically, name="send_electronically"),
    path("<int:pk>/publish/", service_views.publish, name="publish"),
    path("<int:pk>/deliveries/<int:delivery>/arrived/", service_views.arrived, name="arrived"),
    path("<int:pk>/deliveries/<int:delivery>/returned/", service_views.returned, name="returned"),
    path("<int:pk>/reply/", staff_views.reply, name="reply"),
    path("<int:pk>/ask-again/", staff_views.ask_again, name="ask_again"),
    path("<int:pk>/close/", staff_views.close, name="close"),
    path("<int:pk>/withdraw/", staff_views.withdraw, name="withdraw"),
    path("<int:pk>/void/", staff_views.void, name="void"),
]
_org = [
    path("", org_views.index, name="list"),
    path("consent/", org_views.consent, name="consent"),
    path("consent/withdraw/", org_views.withdraw_consent, name="withdraw_consent"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/confirm/", org_views.confirm, name="confirm"),
    path("<int:pk>/letter/", org_views.letter, name="letter"),
    re_path(r"^(?P<pk>[0-9]+)/letter/(?P<kind>pdf|docx)/$", org_views.letter, name="letter_file"),
    path("<int:pk>/files/<int:file>/", org_views.file, name="file"),
    path("<int:pk>/reply/", org_views.reply, name="reply"),
]
_public = [
    path("", public_views.index, name="list"),
    path("<int:pk>/", public_views.detail, name="detail"),
]
staff = [path("letters/", include((_staff, "letters")))]
org = [path("letters/", include((_org, "letters")))]
public = [path("notices/service/", include((_public, "letters")))]
