"""A letter on its way to the editor and back."""

import pytest

from tui.letters import for_editor, from_editor


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        (for_editor("Overdue", "Dear Alder,\n\nwhen?\n"), "Overdue", "Dear Alder,\n\nwhen?\n"),
        ("Subject: In person \n\nwhen?", "In person", "when?\n"),
        ("when?\n\nsoon?\n\n", "As it was", "when?\n\nsoon?\n"),
        ("Subject: red\x1b[31m\n\nwhen?\n", "red [31m", "when?\n"),
    ],
)
def test_subject_and_body_come_back(text: str, subject: str, body: str) -> None:
    assert from_editor(text, "As it was") == (subject, body)
