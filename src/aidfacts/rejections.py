"""What looked like a fact and was none, with the reason; the pipeline calls it where Options.rejected asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from aidfacts.frames.pact_words import read_status
from aidfacts.lexicon import cache, read_table
from aidfacts.mentions.pacts import find_pact_decoys, find_pact_triggers
from aidfacts.mentions.triggers import find_triggers
from aidfacts.model.document import Rejected
from aidfacts.model.fact import Partnership
from aidfacts.model.source import Sentence
from aidfacts.model.span import Span

Found = tuple[Span, str]

# What is no gift since it is a partnership is not to be called none where it is told as one.
_BONDS = ("agreement", "pairing")
# Tables in which a rejected word may stand, and tables of words that bar a gift in their sentence, with their column.
_OWN = ("decoys", "triggers", "pact_decoys", "pact_triggers")
_BARS = (("contexts", "reason"), ("cues", "sets"))


def find_rejected(
    text: str,
    sentences: Sequence[Sentence],
    walked: Collection[int],
    found: Iterable[Found],
    binding: Sequence[int],
    partnerships: Sequence[Partnership],
) -> tuple[Rejected, ...]:
    """
    Return everything in a page that looked like a fact and was none, in text order.

    Args: *walked* are the starts of the sentences that were read for gifts, *found* what was none in these; *binding*
        are the places of words of partnership.
    """
    seen: dict[Found, None] = dict.fromkeys(found)
    for sentence in sentences:
        if sentence.span.start not in walked:
            # Without a strong word or a noun of aid a sentence is not read for gifts, whatever else it holds.
            triggers, decoys = find_triggers(text, sentence.span)
            seen.update(dict.fromkeys([*decoys, *((trigger.span, "no_giving_word") for trigger in triggers)]))
    seen.update(dict.fromkeys(_unbound(text, sentences, binding, partnerships)))
    told = [evidence.span for fact in partnerships for evidence in fact.evidence]
    starts = [sentence.span.start for sentence in sentences]
    return tuple(
        _tell(text, sentences[max(0, bisect_right(starts, span.start) - 1)].span, span, code)
        for span, code in sorted(seen)
        if code not in _BONDS or not any(span in place for place in told)
    )


def reject_all(text: str) -> tuple[Rejected, ...]:
    """Return every word of giving in a page of rules: nothing in it was given."""
    whole = Span(0, len(text))
    triggers, decoys = find_triggers(text, whole)
    found = [*decoys, *((trigger.span, "rule") for trigger in triggers)]
    return tuple(_tell(text, span, span, code) for span, code in sorted(found))


def _unbound(
    text: str, sentences: Sequence[Sentence], binding: Sequence[int], partnerships: Sequence[Partnership]
) -> Iterator[Found]:
    told = [evidence.span for fact in partnerships for evidence in fact.evidence]
    starts = [sentence.span.start for sentence in sentences]
    near = {bisect_right(starts, place) - 1 for place in binding} - {-1}
    for at, sentence in enumerate(sentences):
        span = sentence.span
        yield from find_pact_decoys(text, span)
        if at in near and span not in told:
            for trigger in find_pact_triggers(text, span):
                wished = read_status(text, span, trigger, trigger.span).barred
                yield trigger.span, "wish" if wished else "no_pair"


def _tell(text: str, sentence: Span, span: Span, code: str) -> Rejected:
    word = span.cut(text)
    rules = [f"{name}/{word}" for name in _OWN if word in _words(name)][:1]
    stretch = sentence.cut(text)
    for name, column in _BARS:
        bars = [row for row, cell in _words(name, column).items() if cell == code and row in stretch]
        rules += [f"{name}/{max(bars, key=len)}"] if bars and rules[:1] != [f"decoys/{word}"] else []
    return Rejected(word, span, code, tuple(rules))


@cache
def _words(name: str, column: str = "word") -> dict[str, str]:
    return {row["word"]: row[column] for row in read_table(name)}
