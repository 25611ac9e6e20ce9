"""The only writers of letters, by what is done; others import the verbs from here."""

from supervision.letters.actions.drafting import draft, edit, preview
from supervision.letters.actions.replying import ask_again, close, reply
from supervision.letters.actions.routing import (
    check,
    countersign,
    go_on,
    seal,
    send_back,
    sign,
    submit,
    void,
    withdraw,
)
from supervision.letters.actions.serving import (
    complete_notices,
    confirm,
    consent,
    deliver,
    not_delivered,
    post,
    publish_notice,
    send_electronically,
    serve_attempt,
    withdraw_consent,
)

__all__ = [
    "ask_again",
    "check",
    "close",
    "complete_notices",
    "confirm",
    "consent",
    "countersign",
    "deliver",
    "draft",
    "edit",
    "go_on",
    "not_delivered",
    "post",
    "preview",
    "publish_notice",
    "reply",
    "seal",
    "send_back",
    "send_electronically",
    "serve_attempt",
    "sign",
    "submit",
    "void",
    "withdraw",
    "withdraw_consent",
]
