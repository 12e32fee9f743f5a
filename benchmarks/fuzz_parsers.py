"""Every reading of what providers answer, fuzzed for as long as one likes and led by coverage: one table of what was run.

    python -m benchmarks.fuzz_parsers [--seconds 120] [--kinds creditsafe,dnb] [--found DIR] [--keep]

It wants atheris, which nothing else here does: `pip install atheris` into an environment of one's own. Each kind of provider
runs in a process of its own, from the payloads that are written down and the corpus of earlier runs; whatever ends in another
exception than the named ones, or does not end, is kept in DIR under the kind's name. With `--keep` the corpus is written anew:
the smallest inputs that lead down every way found so far, which each test run reads again.
"""

import argparse
import importlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

TOO_SLOW = 10
"""Seconds after which a reading counts as one that does not end."""
LARGEST = 64 * 1024
"""Bytes; the longest payload has some thirty thousand."""
KINDS = "tests.integrations.providers.parsers"


def fuzz(kind: str, corpus: str, kept: str, seconds: int) -> None:
    """Fuzz the readings of one kind in this process, which the fuzzer ends."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["integrations", "credit"]):
        parsers = importlib.import_module(KINDS)
    mutations = importlib.import_module("tests.integrations.providers.mutations")
    words = mutations.vocabulary(kind)

    def worse(data: bytes, largest: int, seed: int) -> bytes:
        """One half of the changes know what JSON is, the other half are the fuzzer's own."""
        random = Random(seed)
        changed: bytes = atheris.Mutate(data, largest) if random.random() < 0.5 else mutations.mutated(data, random, words)
        return changed[:largest]

    ways = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={TOO_SLOW}", f"-artifact_prefix={kept}/{kind}-"]
    atheris.Setup(["fuzz", corpus, *ways, "-print_final_stats=1"], lambda data: parsers.read_by(kind, data), custom_mutator=worse)
    atheris.Fuzz()


def run(kind: str, seconds: int, kept: Path, keep: bool) -> tuple[str, ...]:
    """One row: the kind, runs, edges of the program that were seen, inputs kept for them, and how it ended."""
    mutations = importlib.import_module("tests.integrations.providers.mutations")
    earlier = importlib.import_module("tests.integrations.providers.corpus")
    with TemporaryDirectory() as corpus:
        for place, raw in enumerate([*mutations.examples(kind), *earlier.kept(kind)]):
            Path(corpus, str(place)).write_bytes(raw)
        order = (sys.executable, "-m", "benchmarks.fuzz_parsers", "--one", kind, "--corpus", corpus)
        done = subprocess.run([*order, "--found", str(kept), "--seconds", str(seconds)], capture_output=True, check=False)
        if keep and not done.returncode:
            earlier.keep(kind, earlier.smallest(kind, (path.read_bytes() for path in Path(corpus).iterdir())))
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        (kept / f"{kind}.log").write_text(said + done.stdout.decode("utf-8", "replace"), encoding="utf-8")
    runs = re.search(r"number_of_executed_units:\s*(\d+)", said)
    seen = re.findall(r"cov: (\d+) ft: \d+ corp: (\d+)", said)
    edges, kept_inputs = seen[-1] if seen else ("?", "?")
    return (
        kind,
        f"{int(runs[1]):,}" if runs else "?",
        edges,
        kept_inputs,
        f"see {kind}.log" if done.returncode else "nothing found",
    )


def main() -> int:
    """Fuzz as the command line says, and print one table."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_parsers", description="Fuzzes every reading of answers.")
    said.add_argument("--seconds", type=int, default=120, help="for each kind of provider")
    said.add_argument("--kinds", default="", help="such as creditsafe,dnb; all without")
    said.add_argument("--found", type=Path, default=Path("found"), help="where inputs that broke something are kept")
    said.add_argument("--keep", action="store_true", help="write the corpus of the tests anew")
    said.add_argument("--one", help=argparse.SUPPRESS)
    said.add_argument("--corpus", help=argparse.SUPPRESS)
    asked = said.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("This wants atheris: pip install atheris, into an environment beside the one of the program.", file=sys.stderr)
        return 2
    if asked.one:
        fuzz(asked.one, asked.corpus, str(asked.found), asked.seconds)
    kinds = asked.kinds.split(",") if asked.kinds else list(importlib.import_module(KINDS).PARSERS)
    asked.found.mkdir(parents=True, exist_ok=True)
    print("| kind | runs | edges | inputs kept | found |\n| --- | ---: | ---: | ---: | --- |")
    ended = [run(kind, asked.seconds, asked.found, asked.keep) for kind in kinds]
    print("\n".join("| " + " | ".join(row) + " |" for row in ended))
    return int(any(row[-1] != "nothing found" for row in ended))


if __name__ == "__main__":
    sys.exit(main())
