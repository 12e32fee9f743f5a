"""A letter in a person's own words."""

from credit.policy import DEFAULT_POLICY
from documents.letters import letter
from documents.rewording import reworded
from tests.credit.little_book import assessed


def test_its_page_is_the_very_text_and_nothing_in_it_is_markup() -> None:
    made = letter(assessed("buyer C1 name=Alder email=ap@alder.example\ninvoice C1 I1 -20 500USD"), DEFAULT_POLICY)
    assert reworded(made, made.subject, made.body) is made
    other = reworded(made, "Mine", "Dear <Alder> & co\n")
    assert (other.subject, other.body, other.to, other.lines) == ("Mine", "Dear <Alder> & co\n", made.to, made.lines)
    assert other.html == '<pre style="white-space: pre-wrap">Dear &lt;Alder&gt; &amp; co\n</pre>'
