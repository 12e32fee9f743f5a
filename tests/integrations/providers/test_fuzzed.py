"""Whatever comes, every reading of every kind ends in a value or a named exception; the long run is `benchmarks.fuzz_parsers`."""

import json
from contextlib import suppress
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.provider import ResultReason
from integrations.providers.reading import Reading
from tests.integrations.providers.corpus import kept
from tests.integrations.providers.mutations import ODD, Vocabulary, examples, mutated, vocabulary
from tests.integrations.providers.parsers import NAMED, PARSERS, read_by

IN_PASSING = settings(max_examples=60, deadline=None)
"""For some ten seconds of all kinds together."""
words: Any = cache(vocabulary)


@cache
def answers(kind: str) -> st.SearchStrategy[Any]:
    """Any JSON of the keys and values a service writes, and of some it should not."""
    told: Vocabulary = words(kind)
    leaf = st.sampled_from((*told.values, *ODD)) | st.integers() | st.text(max_size=20) | st.booleans() | st.none()
    keys = st.sampled_from(told.keys)
    return st.recursive(leaf, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=8), max_leaves=20)


def took(result: object) -> bool:
    """Whether something was read, and not only why nothing was."""
    if isinstance(result, Reading):
        return result.report is not None or bool(result.notices.events)
    return not isinstance(result, ResultReason)


@pytest.mark.parametrize("kind", PARSERS)
def test_every_reading_has_an_answer_it_takes(kind: str) -> None:
    """What is refused at the door, such as an answer about another company, would show nothing of the rooms behind it."""
    for name, parser in PARSERS[kind].items():
        read = []
        for raw in examples(kind):
            with suppress(*NAMED):
                read.append(parser(raw))
        assert any(map(took, read)), name


@pytest.mark.parametrize("kind", PARSERS)
@IN_PASSING
@given(seed=st.integers(0, 2**64), data=st.data())
def test_an_answer_made_worse_is_read_or_refused_by_name(kind: str, seed: int, data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(examples(kind)))
    read_by(kind, mutated(raw, Random(seed), words(kind)))


@pytest.mark.parametrize("kind", PARSERS)
@IN_PASSING
@given(data=st.data())
def test_any_json_is_read_or_refused_by_name(kind: str, data: st.DataObject) -> None:
    read_by(kind, json.dumps(data.draw(answers(kind))).encode())


@pytest.mark.parametrize("kind", PARSERS)
def test_what_led_the_long_run_somewhere_new_is_read_again(kind: str) -> None:
    """The corpus of `benchmarks.fuzz_parsers`; each reading ends in a value or a named exception."""
    inputs = kept(kind)
    assert inputs, "the long run has kept nothing for it"
    for raw in inputs:
        read_by(kind, raw)
