"""A company's name as two registers would have to write it to mean the same one.

One writes "Muster & Söhne GmbH", the next "MUSTER UND SOEHNE", a third 穆斯特（中国）有限公司: legal form, case, accents, marks
and the width of letters say nothing about who it is. What is left may still be a namesake's: names propose, numbers identify.
"""

import re
import unicodedata
from collections import Counter

__all__ = ["folded_name", "resemblance"]

_FORMS = """
ltd|limited|plc|public limited company|llp|llc|limited liability company|lp|inc|incorporated|corp|corporation|co|company
co ltd|co limited|company limited|private limited|pvt ltd|pte ltd|pty ltd|sdn bhd|bhd|berhad|tbk
gmbh|mbh|gmbh co kg|ag|kg|kgaa|ohg|ug|se|bv|nv|cv|sa|sas|sasu|sarl|srl|spa|sl|slu|sa de cv|s de rl de cv|ltda|eireli
oy|oyj|ab|as|asa|aps|doo|dd|ad|ood|eood|kft|zrt|nyrt|sro|spol s ro|sp zoo|sp z oo|jsc|pjsc|ojsc
ooo|oao|zao|pao|ооо|оао|зао|пао|ао|pt|kk|gk|fze|fzco|fz llc|wll|sal|saoc|ltd sti|as sti|anonim sirketi|limited sirketi
"""
"""Legal forms of the countries exporters sell to, as `folded_name` writes them; the longest that fits is taken off an end."""
_BEFORE = frozenset({"pt", "ooo", "oao", "zao", "pao", "ооо", "оао", "зао", "пао", "ао", "the"})
"""What stands before a name and is none of it."""
_HAN_FORMS = re.compile(
    "(?:股份)?(?:有限(?:责任|責任)?)?(?:公司)$|(?:株式|合同|有限)(?:会社|會社)$|^(?:株式|合同|有限)(?:会社|會社)|유한회사$|주식회사$|^주식회사"
)
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_JOINING = frozenset({"and", "und", "et", "och", "og", "y"})
_WORDS_OF_FORMS = sorted((tuple(form.split()) for form in re.split(r"[|\n]", _FORMS) if form), key=len, reverse=True)


def folded_name(name: str) -> str:
    """What of `name` tells one company from another, in lower case; a name that is nothing but a legal form is kept whole."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    text = unicodedata.normalize("NFC", re.sub(r"(?<![^\W_][^\W_])[./]|['’`]", "", text))
    words = [word for word in re.split(r"[\W_]+", text) if word and word not in _JOINING]
    if _HAN.search(text):
        joined = "".join(words)
        return _HAN_FORMS.sub("", joined) or joined
    # Umlauts are written with and without the e; that Joe and Jo fall together costs a namesake more, not a buyer less.
    return re.sub(r"([aou])e", r"\1", " ".join(_without_form(words)))


def _without_form(words: list[str]) -> list[str]:
    """The words of a name without what its register puts before and behind; one word always stays."""
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    while form := next((form for form in _WORDS_OF_FORMS if len(form) < len(words) and tuple(words[-len(form) :]) == form), None):
        words = words[: -len(form)]
    return words


def resemblance(one: str, other: str) -> int:
    """How alike two names are in per cent, for an order in which a person looks through them; it decides nothing.

    Twice the pairs of neighbouring characters both hold, by the pairs of both together: the coefficient of Dice (1945) on
    bigrams, as Adamson and Boreham (1974) put names in order. Works for scripts with and without spaces.
    """
    left, right = _pairs(folded_name(one)), _pairs(folded_name(other))
    both = left.total() + right.total()
    return 200 * (left & right).total() // both if both else 0


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)) if text)
