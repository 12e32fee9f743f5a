"""What goes wrong with a channel, and what to do."""

from wording.sentence import says

__all__ = ["CHANNELS"]

CHANNELS = {
    "channel_failed": says("{channel}: nothing was sent. It is told at the next run."),
    "channel_failed:file": says(
        "{channel}: the file cannot be written ({detail}). Nothing was lost: it is told at the next run."
    ),
    "channel_failed:busy": says("{channel}: another run is telling it just now. Wait for that one."),
    "channel_failed:address": says("{channel}: its address cannot be asked ({detail}). Correct url, or the secret it names."),
    "channel_failed:not_taken": says(
        "{channel}: the answer does not say that the message was taken. Look at what the service answers, and at expects."
    ),
    "channel_failed:no_program": says("{channel}: the program cannot be started ({detail}). Correct command."),
    "channel_failed:program": says("{channel}: the program ended with code {detail}. Try it by hand; nothing counts as sent."),
    "channel_failed:slow": says("{channel}: the program did not end in time. Try it by hand; nothing counts as sent."),
}
"""Sentences by why a message did not go out on a channel."""
