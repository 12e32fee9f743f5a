"""The one way in: choose the language, read the arguments, run the command, end in an exit code and one sentence.

This is the crash boundary too. Its report holds frames and the kind of error, never a message or a local variable: those
hold customers.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from traceback import extract_tb

from credit.problem import Fault
from tui.cli.arguments import parser
from tui.cli.exits import Exit, exit_of
from tui.cli.opening import Opening
from tui.cli.output import narrate
from tui.config import Config, InvalidConfig, Places, load_config
from wording.faults import fault as fault_sentence
from wording.faults import problem as problem_sentence
from wording.words import _, activate, detect

__all__ = ["HANDLERS", "handler_of", "main"]

Handler = Callable[[Opening], Exit]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives back the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    places = Places.of(os.environ)
    try:
        return _run(words, places)
    except Fault as fault:
        narrate(fault_sentence(fault))
        return exit_of(fault)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        narrate(_("Interrupted. What was confirmed before is on disk, and nothing by halves: do it again if it was not done."))
        return Exit.INTERRUPTED
    except Exception as error:  # the crash boundary: whatever else happened ends here, in one sentence
        narrate(
            _("Something went wrong inside Dunnage. What was confirmed is on disk. A report without data: {path}").format(
                path=_crash_report(error, places)
            )
        )
        return Exit.INTERNAL


def _run(words: list[str], places: Places) -> int:
    activate(detect(os.environ))
    said, config, broken = _said(words), Config(), None
    try:
        config = load_config(places.config_file)
    except InvalidConfig as fault:
        broken = fault
    if chosen := said or config.language:
        activate(chosen)
    arguments = parser().parse_args(words)
    if broken is not None and arguments.command not in WITHOUT_SETTINGS:
        raise broken
    opened = Opening(arguments, os.environ, places, config)
    with opened.closing:
        code = handler_of(arguments.command)(opened)
        for problem in opened.problems[:20]:
            narrate(problem_sentence(problem))
        return code


def _said(words: list[str]) -> str:
    """The language that `--lang` names, read before anything speaks; the whole grammar tells of a word that is missing."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", default="")
    try:
        return str(early.parse_known_args(words)[0].lang)
    except argparse.ArgumentError:
        return ""


WITHOUT_SETTINGS = frozenset({"doctor", "move", "paths", "restore"})
"""Commands that help to mend settings, so they run on broken ones."""

HANDLERS: Mapping[str, str] = {
    "portfolio": "answers.portfolio",
    "customer": "answers.customer",
    "explain": "answers.explain",
    "queue": "answers.queue",
    "forecast": "foresight.forecast",
    "replay": "replaying.replay",
    "letter": "writing.write_letter",
    "send": "posting.send",
    "report": "reporting.report",
    "add": "entering.add",
    "correct": "entering.correct_one",
    "alerts": "verbs.alerts",
    "arrived": "verbs.arrived",
    "log": "verbs.log",
    "event": "verbs.event",
    "match": "matching.match",
    "notice": "gazette.notice",
    "notify": "notifying.notify",
    "identify": "identifying.identify",
    "promise": "verbs.promise",
    "dispute": "verbs.dispute",
    "classify": "verbs.classify",
    "withdraw": "verbs.withdraw",
    "hold": "verbs.hold_buyer",
    "snooze": "verbs.snooze_buyer",
    "pin": "verbs.pin_buyer",
    "claim": "sharing.claim_buyers",
    "unclaim": "sharing.unclaim_buyers",
    "assign": "sharing.assign_buyers",
    "hand-over": "sharing.hand_over_buyers",
    "approve": "seconding.approve_proposal",
    "refuse": "seconding.refuse_proposal",
    "release": "verbs.release_buyer",
    "lenient": "lenient.lenient",
    "limit": "limiting.limit",
    "secure": "securing.secure",
    "goods": "shipping.goods",
    "what-if": "limiting.what_if_of",
    "check": "asking.check",
    "refresh": "refreshing.refresh",
    "providers": "providing.providers",
    "import": "care.import_files",
    "import-report": "report_files.import_report",
    "paths": "care.paths",
    "doctor": "doctor.doctor",
    "backup": "keeping.backup",
    "restore": "keeping.restore_book",
    "export": "keeping.export",
    "move": "keeping.move_book",
    "purge": "keeping.purge_buyer",
    "history": "history.history",
    "undo": "history.undo",
    "policy": "policy_file.policy",
    "rates": "tables.rates",
    "countries": "tables.countries",
}
"""Module of this package and function that carry a command out; what the command does not need is not imported."""


def handler_of(command: str | None) -> Handler:
    """The function that carries a command out; no command opens the workstation."""
    module, _dot, name = HANDLERS.get(command or "", "workstation.workstation").partition(".")
    found: Handler = getattr(import_module(f"tui.cli.{module}"), name)
    return found


def _crash_report(error: BaseException, places: Places) -> Path:
    """Write frames and the error's kind to the state folder; nothing of what the program was working on."""
    frames = [f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in extract_tb(error.__traceback__)]
    path = places.state / f"crash-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([type(error).__qualname__, *frames]) + "\n", encoding="utf-8")
    except OSError:
        return Path(os.devnull)
    return path
