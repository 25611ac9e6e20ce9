"""The verbs of star rounds: the organ runs them, branches take part, the second person confirms."""

from party_building.star_ratings.actions.entries import (
    assess,
    confirm,
    exclude,
    join,
    leave,
    nominate,
    object_to,
    rethink,
    send_back,
    settle_objection,
    submit,
    write_own,
)
from party_building.star_ratings.actions.rounds import (
    add_criterion,
    announce,
    create,
    edit,
    open_round,
    publish,
    remove_criterion,
    stop,
    withdraw_rating,
)

__all__ = [
    "add_criterion", "announce", "assess", "confirm", "create", "edit", "exclude", "join", "leave", "nominate",
    "object_to", "open_round", "publish", "remove_criterion", "rethink", "send_back", "settle_objection", "stop",
    "submit", "withdraw_rating", "write_own",
]  # fmt: skip
