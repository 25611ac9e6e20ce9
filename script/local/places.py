"""Where things lie: homes of the embedded servers, their sockets, the addresses the portal connects to."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
SOCKET_PATH_LIMIT = 100  # the kernel allows 107 bytes; ".s.PGSQL.5432" and a lock file stand behind the folder


def var_folder() -> Path:
    return Path(os.environ.get("PORTAL_VAR") or ROOT / "var").absolute()


def socket_folder(folder: Path) -> Path:
    """The folder itself, or a short one named by its hash where a socket path in it would be too long."""
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"portal-{digest}"


@dataclass(frozen=True)
class Home:
    """One set of embedded servers: `var` (demo, manage), `var/test`, `var/bench`. They never share anything."""

    folder: Path
    profile: str  # "keep" is durable, "test" trades durability for speed
    own_database: str = ""  # another database of the same server than "portal"

    @classmethod
    def demo(cls) -> "Home":
        return cls(var_folder(), "keep")

    @classmethod
    def test(cls) -> "Home":
        return cls(ROOT / "var" / "test", "test")

    @classmethod
    def bench(cls, own_database: str = "") -> "Home":
        return cls(ROOT / "var" / "bench", "keep", own_database)

    @property
    def data(self) -> Path:
        return self.folder / "pg"

    @property
    def valkey(self) -> Path:
        return self.folder / "valkey"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def worlds(self) -> Path:
        """Which days the demo can be seen on, and which it is (config/demo/worlds.py)."""
        return self.folder / "worlds.json"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def database_socket(self) -> Path:
        return socket_folder(self.data)

    @property
    def valkey_socket(self) -> Path:
        return socket_folder(self.valkey) / "s.sock"

    def database_url(self, role: str = "portal_app", database: str = "") -> str:
        name = database or self.own_database or "portal"
        return f"postgresql://{role}@/{name}?host={quote(str(self.database_socket))}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.valkey_socket}"

    @property
    def has_own_database(self) -> bool:
        """False when DATABASE_URL names another server than ours."""
        given = os.environ.get("DATABASE_URL")
        return not given or quote(str(self.database_socket)) in given

    @property
    def has_own_valkey(self) -> bool:
        given = os.environ.get("REDIS_URL")
        return not given or str(self.valkey_socket) in given

    def addresses(self, database: str = "") -> dict[str, str]:
        """Environment that points Django at these servers; servers named from outside win.

        `database` picks another database of the same server.
        """
        if self.has_own_database:
            app, owner = self.database_url(), self.database_url("portal_owner")
        else:
            app = os.environ["DATABASE_URL"]
            owner = os.environ.get("DATABASE_OWNER_URL") or app
        return {
            "PORTAL_VAR": str(self.folder),
            "DATABASE_URL": with_database(app, database or self.own_database),
            "DATABASE_OWNER_URL": with_database(owner, database or self.own_database),
            "REDIS_URL": self.redis_url if self.has_own_valkey else os.environ["REDIS_URL"],
        }


def with_database(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl() if database else url
