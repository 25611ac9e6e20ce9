from django.urls import path

from registry.responsibilities import api as api_views
from registry.responsibilities import row_views, staff_views

staff = [
    path("", staff_views.list_ledgers, name="list"),
    path("new/", staff_views.create, name="create"),
    path("rows/", staff_views.list_rows, name="rows"),
    path("rows/export/", staff_views.export, name="export"),
    path("rows/<int:pk>/", row_views.row, name="row"),
    path("rows/<int:pk>/assign/", row_views.assign, name="assign"),
    path("rows/<int:pk>/send/", row_views.send, name="send"),
    path("rows/<int:pk>/accept/", row_views.accept, name="accept"),
    path("rows/<int:pk>/contest/", row_views.contest, name="contest"),
    path("rows/<int:pk>/decide/", row_views.decide, name="decide"),
    path("lines/<int:pk>/settle/", staff_views.settle_line, name="settle_line"),
    path("departments/<int:pk>/", staff_views.department, name="department"),
    path("duties/", row_views.list_duties, name="duties"),
    path("trades/", row_views.list_trades, name="trades"),
    path("trades/new/", row_views.add_trade, name="add_trade"),
    path("trades/<int:pk>/end/", row_views.end_trade, name="end_trade"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/approvals/", staff_views.approvals, name="approvals"),
    path("<int:pk>/sheet/", staff_views.sheet, name="sheet"),
    path("<int:pk>/consult/", staff_views.consult, name="consult"),
    path("<int:pk>/arbitrate/", staff_views.arbitrate, name="arbitrate"),
    path("<int:pk>/present/", staff_views.present, name="present"),
    path("<int:pk>/sign/", staff_views.sign, name="sign"),
    path("<int:pk>/recall/", staff_views.recall, name="recall"),
    path("<int:pk>/issue/", staff_views.issue, name="issue"),
]
api = api_views.api
api_rows, api_duties = api_views.rows, api_views.duties
