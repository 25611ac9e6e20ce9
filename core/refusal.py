"""The base of every expected no, below everything that can say one and everything that shows it."""


class Refusal(Exception):
    """Business said no; nothing was written. The message is a full Chinese sentence, shown as it is."""
