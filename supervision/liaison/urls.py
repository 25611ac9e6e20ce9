from django.urls import include, path

from supervision.liaison import need_views, org_views, panels, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("mine/", staff_views.mine, name="mine"),
    path("new/", staff_views.create, name="create"),
    path("contacts/", staff_views.contacts, name="contacts"),
    path("contacts/export/", staff_views.export_contacts, name="export_contacts"),
    path("contacts/<int:pk>/", staff_views.contact, name="contact"),
    path("needs/", staff_views.needs, name="needs"),
    path("needs/export/", staff_views.export_needs, name="export_needs"),
    path("needs/<int:pk>/", need_views.detail, name="need"),
    path("needs/<int:pk>/assign/", need_views.assign, name="assign"),
    path("needs/<int:pk>/answer/", need_views.answer, name="answer"),
    path("needs/<int:pk>/hand-back/", need_views.hand_back, name="hand_back"),
    path("needs/<int:pk>/decide/", need_views.decide, name="decide"),
    path("needs/<int:pk>/explain/", need_views.explain, name="explain"),
    path("needs/<int:pk>/ask-again/", need_views.ask_again, name="ask_again"),
    path("organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("organization/<int:pk>/log/", staff_views.log, name="log"),
    path("organization/<int:pk>/need/", need_views.create, name="raise_need"),
    path("organization/<int:pk>/dossier/", staff_views.dossier_page, name="dossier"),
    path("<int:pk>/", staff_views.link, name="link"),
    path("<int:pk>/end/", staff_views.end, name="end"),
]
_org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    path("<int:pk>/", org_views.need, name="need"),
    path("<int:pk>/confirm/", org_views.confirm, name="confirm"),
    path("<int:pk>/object/", org_views.object_to, name="object_to"),
]
staff = [path("liaison/", include((_staff, "liaison")))]
org = [path("liaison/", include((_org, "liaison")))]
