from django.urls import include, path

from supervision.task_lists import drafting_views, staff_views

_staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("rows/", staff_views.rows, name="rows"),
    path("rows/export/", staff_views.export_rows, name="export_rows"),
    path("rows/<int:pk>/no-change/", staff_views.no_change, name="no_change"),
    path("progress/", staff_views.progress, name="progress"),
    path("progress/sheet/", staff_views.progress_sheet, name="progress_sheet"),
    path("burden/", staff_views.burden, name="burden"),
    path("milestones/<int:pk>/reach/", staff_views.reach, name="reach"),
    path("targets/<int:pk>/remove/", drafting_views.remove, name="remove"),
    path("new/", drafting_views.create, name="create"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/sheet/", staff_views.sheet, name="sheet"),
    path("<int:pk>/edit/", drafting_views.edit, name="edit"),
    path("<int:pk>/add-offices/", drafting_views.add_offices, name="add_offices"),
    path("<int:pk>/add-organizations/", drafting_views.add_organizations, name="add_organizations"),
    path("<int:pk>/add-names/", drafting_views.add_names, name="add_names"),
    path("<int:pk>/issue/", staff_views.issue, name="issue"),
    path("<int:pk>/drop/", staff_views.drop, name="drop"),
    path("<int:pk>/ask-cancel/", staff_views.ask_cancel, name="ask_cancel"),
    path("<int:pk>/cancel/", staff_views.cancel, name="cancel"),
    path("<int:pk>/stop/", staff_views.stop, name="stop"),
]
staff = [path("task-lists/", include((_staff, "task_lists")))]
