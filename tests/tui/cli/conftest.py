"""The command line as a user has it: folders of one's own, and a command that ends in a code with what it said."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.wording.speaking import speaking
from tui.cli import main

ROOT = Path(__file__).parents[3]
STORY = ROOT / "tests" / "story"
RUN = "import sys; from tui.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which holds one JSON document and nothing else."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What was said beside the data: one line."""
        (line,) = self.err.splitlines()
        assert line.startswith("dunnage: ")
        return line.removeprefix("dunnage: ")


Dunnage = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has nothing yet."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("DUNNAGE_BOOK", "LC_MESSAGES", "LANG", "NO_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("USER", "mara")
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.fixture
def dunnage(home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Dunnage]:
    """Runs one command in this process."""

    def run(*words: str | Path) -> Ended:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Ended(int(code), said.out, said.err)

    with speaking("en"):
        yield run


@pytest.fixture
def ben(monkeypatch: pytest.MonkeyPatch, dunnage: Dunnage) -> Dunnage:
    """The same desk with somebody else at it."""

    def as_ben(*words: str | Path) -> Ended:
        with monkeypatch.context() as other:
            other.setenv("USER", "ben")
            return dunnage(*words)

    return as_ben


@pytest.fixture
def story(dunnage: Dunnage, home: Path) -> Path:
    """The book of the founding stories, in its default place."""
    assert dunnage("import", *sorted(STORY.glob("*.csv"))).code == 0
    return home / "data" / "dunnage" / "book.dunnage"


SMALL = """\
customer,invoice,invoice_date,due_date,amount,paid_date,currency
C1,I1,2024-03-01,2024-04-30,1000.00,,USD
C1,I2,2024-03-20,2024-05-20,500.00,2024-05-25,USD
C2,J1,2024-04-01,2024-05-31,3000.00,,USD
"""


@pytest.fixture
def book(dunnage: Dunnage, home: Path) -> Path:
    """A book of two buyers, in its default place."""
    ledger = home / "ledger.csv"
    ledger.write_text(SMALL, encoding="utf-8")
    assert dunnage("import", ledger).code == 0
    return home / "data" / "dunnage" / "book.dunnage"


def undue(tree: Any) -> None:
    """A due date that is none, on the one invoice of C2."""
    (invoice,) = (doc for doc in tree["facts"].values() if doc.get("due_on") == "2024-05-31")
    invoice["due_on"] = "2024-05-32"


CUSTOMERS = "id,name,country,company_number,since\nC1,Alder Ltd,GB,0099,2024-01-01\n"


@pytest.fixture
def known(dunnage: Dunnage, book: Path, home: Path) -> Path:
    """The small book, in which C1 has a company number."""
    buyers = home / "customers.csv"
    buyers.write_text(CUSTOMERS, encoding="utf-8")
    assert dunnage("import", buyers).code == 0
    return book


def spawned(*words: str | Path, env: Mapping[str, str] | None = None, code: str = RUN, **how: Any) -> Ended:
    """Runs one command in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
        timeout=60,
        check=False,
        **how,
    )
    encoding = (env or {}).get("PYTHONIOENCODING", "utf-8")
    return Ended(ended.returncode, ended.stdout.decode(encoding), ended.stderr.decode(encoding))
