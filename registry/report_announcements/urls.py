from django.urls import path

from registry.report_announcements import public_views, staff_views

staff = [
    path("", staff_views.index, name="list"),
    path("new/", staff_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/submit/", staff_views.submit, name="submit"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/sign/", staff_views.sign, name="sign"),
    path("<int:pk>/publish/", staff_views.publish, name="publish"),
    path("<int:pk>/discard/", staff_views.discard, name="discard"),
    path("<int:pk>/correct/", staff_views.correct, name="correct"),
    path("<int:pk>/letter/", staff_views.letter, name="letter"),
]
public = [
    path("", public_views.index, name="list"),
    path("annual-reports/<int:year>/", public_views.year, name="year"),
    path("annual-reports/<int:year>/<int:pk>/", public_views.detail, name="detail"),
]
