"""The policy that stands, in full: to be read, kept beside a report, or saved and changed."""

from pathlib import Path

from credit import policy as room
from credit.policy import DEFAULT_POLICY
from credit.policy_writing import differing, remarks, values, written
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from wording.words import _

__all__ = ["SHIPPED", "policy"]

SHIPPED = Path(room.__file__).with_name("policy.toml")
"""The file with every default and a word on each key; only this command reads it."""


def policy(opened: Opening) -> Exit:
    """Print the whole policy that stands, or write it to a file where nothing stands yet; what differs is marked."""
    standing, out = opened.policy(), opened.arguments.out
    if opened.arguments.json:
        said = values(standing)
        changed = differing(said, values(DEFAULT_POLICY))
        rows = [{"key": key, "default": default} for key, default in changed.items() if key != "version"]
        versions = {"policy_version": standing.version, "default_version": DEFAULT_POLICY.version}
        write_json({**versions, "differs": rows, "policy": said})
        return Exit.DONE
    text = written(standing, remarks(SHIPPED.read_text(encoding="utf-8")), DEFAULT_POLICY)
    if not out:
        write_text(text)
        return Exit.DONE
    try:
        with Path(out).open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        narrate(_("{path} could not be written: {why}.").format(path=out, why=error.strerror))
        return Exit.REFUSED
    write_text(_("Written to {path}.").format(path=out) + "\n")
    return Exit.DONE
