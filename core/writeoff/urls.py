from django.urls import path

from core.writeoff import staff_views

staff = [
    path("", staff_views.list_lists, name="list"),
    path("new/", staff_views.create, name="create"),
    path("rows/", staff_views.list_rows, name="rows"),
    path("rows/export/", staff_views.export, name="export"),
    path("rows/<int:pk>/", staff_views.row, name="row"),
    path("rows/<int:pk>/note/", staff_views.note, name="note"),
    path("rows/<int:pk>/apply/", staff_views.apply, name="apply"),
    path("rows/<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("rows/<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("rows/<int:pk>/reopen/", staff_views.reopen, name="reopen"),
    path("rows/<int:pk>/ask-strike/", staff_views.ask_strike, name="ask_strike"),
    path("rows/<int:pk>/strike/", staff_views.strike, name="strike"),
    path("rows/<int:pk>/keep/", staff_views.keep, name="keep"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/add/", staff_views.add, name="add"),
    path("<int:pk>/feed/", staff_views.feed, name="feed"),
    path("<int:pk>/wall/", staff_views.wall, name="wall"),
    path("<int:pk>/sheet/", staff_views.sheet, name="sheet"),
]
