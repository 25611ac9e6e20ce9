"""A state machine is data: states, and a table of transitions. It imports nothing from Django models."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One permitted move.

    `permission` is checked by perform, whoever calls; `competent` asks that the actor's office is the competent one;
    `not_by` names earlier transitions whose actor may not do this one (two-person rule). An `automatic` move is the
    portal's own (a day has come): no seat holds it, no button offers it.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    permission: str = ""
    needs_comment: bool = False
    competent: bool = False
    not_by: tuple[str, ...] = ()
    tone: str = "secondary"
    automatic: bool = False


@dataclass(frozen=True)
class Machine:
    states: type
    transitions: tuple[Transition, ...]

    def __getitem__(self, name: str) -> Transition:
        """Raises KeyError for an unknown transition."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise KeyError(name)

    def available(self, obj, actor) -> list[Transition]:
        """Transitions the actor may perform on `obj` now, in table order; templates draw buttons from this."""
        return [
            t
            for t in self.transitions
            if obj.state in t.sources
            and not actor.read_only
            and not t.automatic
            and (not t.permission or actor.can(t.permission))
            and (not t.competent or actor.competent_for(obj))
        ]
