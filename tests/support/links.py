"""Numbers of a page and the rows behind them, as a reader with a mouse would check them."""

import re

from django.test import Client

LINKED_NUMBER = re.compile(r'<a href="([^"]+)">([\d,]+)</a>')
ROWS_FOUND = re.compile(r"(?:筛选后|共) ([\d,]+) ")


def linked_numbers(html: str) -> list[tuple[str, int]]:
    """(address, number) of every link whose text is a number."""
    return [(url.replace("&amp;", "&"), int(text.replace(",", ""))) for url, text in LINKED_NUMBER.findall(html)]


def rows_at(client: Client, url: str) -> int:
    """How many rows the list at `url` says it has."""
    response = client.get(url)
    assert response.status_code == 200, url
    return int(ROWS_FOUND.search(response.content.decode())[1].replace(",", ""))


def wrong_numbers(client: Client, html: str) -> list[tuple[str, int, int]]:
    """Every linked number that differs from the rows behind it."""
    found = [(url, number, rows_at(client, url)) for url, number in linked_numbers(html)]
    return [one for one in found if one[1] != one[2]]
