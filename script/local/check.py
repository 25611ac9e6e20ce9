"""`script/demo --check`: walk in through the front door as everybody, and let the real worker do a job."""

import http.client
import http.cookiejar
import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from config.demo import worlds
from script.local import manage
from script.local.places import Home
from script.local.supervisor import say


class Visitor:
    """A browser's worth of urllib: cookies, redirects, the token of the form."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def get(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, path arrived at after redirects, body."""
        url = urllib.parse.urljoin(self.url, path)
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(url, data=body, headers={"Referer": url})
        try:
            with self.opener.open(request, timeout=30) as response:
                return (
                    response.status,
                    urllib.parse.urlsplit(response.url).path,
                    response.read().decode(errors="replace"),
                )
        except urllib.error.HTTPError as error:
            return error.code, urllib.parse.urlsplit(error.url or "").path, error.read().decode(errors="replace")

    def post(self, path: str, page: str, data: dict[str, str]) -> tuple[int, str, str]:
        """Send a form with the token that stands in `page`."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return self.get(path, {"csrfmiddlewaretoken": token[1] if token else "", **data})

    def sign_in(self, username: str, password: str) -> tuple[int, str, str]:
        status, path, page = self.get("/accounts/login/")
        if status != 200:
            return status, path, page
        return self.post(path, page, {"login": username, "password": password})


def run(home: Home, url: str, accounts: list[dict[str, str]]) -> int:
    failures = []
    if not accounts:
        failures.append("there are no demo accounts to sign in as")
    for account in accounts:
        fault = visit(url, account)
        if fault:
            failures.append(f"{account['username']} ({account.get('role', '')}): {fault}")
    say(f"\n{len(accounts) - len(failures) if accounts else 0} of {len(accounts)} demo accounts signed in at {url}")
    fault = run_job(home)
    if fault:
        failures.append(f"job through the worker: {fault}")
    failures += visit_days(home, url, accounts)
    for failure in failures:
        say(f"FAILED  {failure}")
    say("CHECK FAILED" if failures else "CHECK PASSED")
    return 1 if failures else 0


def visit(url: str, account: dict[str, str]) -> str:
    """Empty when the account signs in and sees its home page; otherwise what went wrong."""
    visitor = Visitor(url)
    try:
        status, path, _ = visitor.sign_in(account["username"], account["password"])
        if status != 200 or path.startswith("/accounts/"):
            return f"signing in ended at {path} with {status}"
        home = account.get("home") or "/home/"
        status, path, _ = visitor.get(home)
        if status != 200 or path.startswith("/accounts/"):
            return f"{home} ended at {path} with {status}"
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {error}"
    return ""


def visit_days(home: Home, url: str, accounts: list[dict[str, str]]) -> list[str]:
    """Everybody to each day and back: the band shows it, and somebody signs in there. What went wrong."""
    before, failures = worlds.read(home.worlds).day, []
    others = [day for day in worlds.read(home.worlds).databases if day != before]
    for day in [*others, before] if others else []:
        fault = show_day(url, day) or (visit(url, accounts[0]) if accounts else "")
        if fault:
            failures.append(f"the city on {day}: {fault}")
    say(f"The city was visited on {len(others) + 1 - len(failures)} of {len(others) + 1} days")
    return failures


def show_day(url: str, day: str) -> str:
    """Empty when the day was chosen in the band and every page then bears its date."""
    visitor = Visitor(url)
    try:
        _, _, page = visitor.get("/")
        status, path, page = visitor.post("/demo/day/", page, {"day": day, "next": "/"})
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {error}"
    shown = re.search(r"演示日期 (\d+)年(\d+)月(\d+)日", page)
    if status != 200 or not shown:
        return f"choosing it ended at {path} with {status}"
    found = "{:0>4}-{:0>2}-{:0>2}".format(*shown.groups())
    return "" if found == day else f"the band shows {found}"


def run_job(home: Home) -> str:
    if not manage.has_command("demo_job"):
        return "manage.py demo_job does not exist"
    try:
        told = json.loads(manage.call(home, "demo_job", "--json", capture=True))
    except (subprocess.CalledProcessError, ValueError, KeyError) as error:
        return str(error)
    say(f"Job {told['job']} through the real worker: {told['state']} in {told['seconds']} s")
    return ""
