"""A PostgreSQL server for the tests: made in a folder of its own, started, killed and started again."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg
import trustme

__all__ = ["Server", "has_user", "programs"]

_NUMBERS = count(1)
STARTING = 30.0
"""Seconds a server may take to answer."""


def programs() -> Path | None:
    """The folder of the server's programs, of the newest version there is; `None` where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    there = found[-1] if found else shutil.which("initdb")
    return Path(there).resolve().parent if there else None


class Server:
    """One server of which everybody on this machine is master; its databases are empty, one for each that asks."""

    def __init__(self, folder: Path, *, durable: bool = False, settings: tuple[str, ...] = ()) -> None:
        """Make it in `folder`; only a `durable` one may be killed without losing what it confirmed."""
        self._folder, self._programs = folder, programs()
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self._settings = (*settings, *(() if durable else ("fsync=off", "full_page_writes=off", "synchronous_commit=off")))
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        made = ["-D", str(folder / "data"), "-U", "owner", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run([self._program("initdb"), *made], check=True, capture_output=True, user=self._user, cwd="/")

        if not durable:
            self._guard()

    def _guard(self) -> None:
        """Know two kinds of users it does not believe, and show who it is: `localhost`, by an authority of the tests."""
        hba = self._folder / "data" / "pg_hba.conf"
        rules = [
            "local all all trust",
            "host all +guarded all scram-sha-256",
            "host all +stranger all reject",
            "host all all all trust",
        ]
        hba.write_text("\n".join(rules) + "\n")
        authority, key = trustme.CA(), self._folder / "key.pem"
        authority.cert_pem.write_to_path(self.authority)
        shown = authority.issue_cert("localhost")
        shown.cert_chain_pems[0].write_to_path(self._folder / "cert.pem")
        shown.private_key_pem.write_to_path(key)
        key.chmod(0o600)
        if self._user:
            for each in (key, self._folder / "cert.pem", hba):
                shutil.chown(each, self._user)
        self._settings += ("ssl=on", f"ssl_cert_file={self._folder}/cert.pem", f"ssl_key_file={key}")

    @property
    def authority(self) -> Path:
        """The certificate of the authority that says who it is."""
        return self._folder / "authority.pem"

    @classmethod
    def somewhere(cls, *, durable: bool = False, settings: tuple[str, ...] = ()) -> "Server":
        """One in a folder whose name is short enough for a socket."""
        return cls(Path(tempfile.mkdtemp(prefix="dn-pg-")), durable=durable, settings=settings)

    def start(self) -> "Server":
        """Start it, and wait until it answers."""
        told = ["-D", str(self._folder / "data"), "-k", str(self._folder), "-p", str(self.port)]
        told += ["-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=16MB", "-c", "max_connections=30"]
        told += [each for setting in self._settings for each in ("-c", setting)]
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:  # what a killed one left may be in the way at first
                self._process = subprocess.Popen(
                    [self._program("postgres"), *told],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    user=self._user,
                    cwd="/",
                )
            if self._ready(self._process.pid):
                return self
            time.sleep(0.02)
        raise TimeoutError("the server does not answer")

    def _ready(self, pid: int) -> bool:
        """Whether it says so in its own file: to ask it by a line would wait for one that was killed and still holds the door."""
        try:
            told = (self._folder / "data" / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return told[0] == str(pid) and len(told) > 7 and told[7].startswith("ready")

    def kill(self) -> None:
        """End it with signal 9, whatever it does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """End it, and remove it from the disk."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(STARTING)
        shutil.rmtree(self._folder, ignore_errors=True)

    def database(self) -> str:
        """Make a database; gives its name."""
        name = f"book_{next(_NUMBERS)}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return name

    def address(self, database: str, user: str = "owner") -> str:
        """How a desk reaches it by the socket."""
        return f"postgresql://{user}@/{database}?host={self._folder}&port={self.port}"

    def by_wire(self, database: str, port: int = 0, user: str = "owner") -> str:
        """How a desk reaches it over the loopback, or through what listens at `port`."""
        return f"postgresql://{user}@127.0.0.1:{port or self.port}/{database}?sslmode=disable"

    def user(self, database: str, kind: str, how: str = "LOGIN") -> str:
        """Make a user of that `kind` for one test alone: a role belongs to the whole server, and so to every test of it."""
        made = f"{kind}_{database}"
        group = f"DO $$ BEGIN CREATE ROLE {kind}; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        self.sql(database, group, f"CREATE ROLE {made} {how} IN ROLE {kind}", f"GRANT CREATE ON DATABASE {database} TO {made}")
        return made

    def sql(self, database: str, *told: str) -> None:
        """Have the master of the server do something."""
        with self._line(database) as line:
            for each in told:
                line.execute(each.encode())

    def _line(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.address(database), autocommit=True, connect_timeout=5)

    def _program(self, name: str) -> str:
        return str((self._programs or Path("/usr/bin")) / name)


def has_user() -> bool:
    """Whether there is somebody the server may run as: it refuses to be run by the system's own master."""
    if os.geteuid() != 0:
        return True
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return False
    return True
