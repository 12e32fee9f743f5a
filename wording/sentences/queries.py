"""What is wrong with a question asked of a list, and what would be right."""

from wording.sentence import says

__all__ = ["SENTENCES"]

SENTENCES = {
    "invalid_query": says("Filter: {token} cannot be read. Write {expected}."),
    "invalid_query:near": says("Filter: {token} is no field. Write {near}."),
    "invalid_query:word": says("Filter: {token} is no field. Write one of {expected}."),
    "invalid_query:sign": says("Filter: {token} says nothing of {field}. Write one of {expected}."),
    "invalid_query:value": says("Filter: {token} is no value of {field}. Write it like {expected}."),
    "invalid_query:missing": says("Filter: it breaks off. Go on with {expected}."),
    "invalid_query:stray": says("Filter: {token} cannot stand there. Write {expected}, or put a name in quotation marks."),
    "invalid_query:quote": says("Filter: a quotation mark is not closed. Close it."),
    "invalid_query:deep": says("Filter: parentheses stand more than {expected} deep. Take some out."),
    "invalid_query:long": says("Filter: it has more than {expected} characters. Shorten it."),
    "invalid_query:none_saved": says("Filter: none is kept as {token}, nor by any other name. F keeps one."),
    "invalid_query:saved": says("Filter: none is kept as {token}. Kept are: {expected}."),
}
