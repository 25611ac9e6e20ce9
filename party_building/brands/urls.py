from django.urls import path

from party_building.brands import org_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/end/", staff_views.end, name="end"),
    path("<int:pk>/add-file/", staff_views.add_file, name="add_file"),
    path("<int:pk>/files/<int:file>/fetch/", staff_views.fetch_file, name="fetch_file"),
    path("<int:pk>/files/<int:file>/withdraw/", staff_views.withdraw_file, name="withdraw_file"),
    path("<int:pk>/authorise/", staff_views.authorise, name="authorise"),
    path("<int:pk>/authorisations/<int:authorisation>/end/", staff_views.end_authorisation, name="end_authorisation"),
    path("<int:pk>/note-misuse/", staff_views.note_misuse, name="note_misuse"),
    path("<int:pk>/misuses/<int:misuse>/handle/", staff_views.handle_misuse, name="handle_misuse"),
]
org = [
    path("", org_views.index, name="list"),
    path("<int:pk>/", org_views.detail, name="detail"),
    path("<int:pk>/files/<int:file>/fetch/", org_views.fetch_file, name="fetch_file"),
]
