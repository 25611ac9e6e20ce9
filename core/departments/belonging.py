"""Things of one office: said once, mixed into every model whose `department` acts on it."""


class OfOneOffice:
    """The office in `department` is the competent one; `Actor.competent_for` and its refusals ask here."""

    @property
    def competent_department_id(self) -> int:
        return self.department_id

    @property
    def competent_department_name(self) -> str:
        return self.department.name
