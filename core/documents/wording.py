"""Words that no letter of an office says, whoever writes it."""

from core.refusal import Refusal

REFUSED_WORDS = {"末位": "请改为“待提升”", "通报批评": "工作通报不是通报批评，请改写"}


def check_words(*texts: str) -> None:
    """Raises Refusal with what to write instead."""
    for word, advice in REFUSED_WORDS.items():
        if any(word in text for text in texts):
            raise Refusal(f"文中有“{word}”：{advice}。")
