"""Says in words why a fact was found, and why a stretch gave none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.errors import InputError, LexiconError, OptionError
from aidfacts.export.phrases import say_amount, say_bounds, say_items, say_parties
from aidfacts.facts.confidence import contributions
from aidfacts.lexicon import cache, read_table, read_toml
from aidfacts.mentions.pacts import find_pact_triggers
from aidfacts.mentions.triggers import find_triggers
from aidfacts.model.document import Document, Rejected
from aidfacts.model.fact import Donation, Fact, Party
from aidfacts.model.span import Span
from aidfacts.text.normalise import normalise

SHOWN = 4  # features of each side that explain() names
_SHOWN_TEXT = 60  # characters of a piece of evidence
_ENDS = "。!?！？；;\n"


def explain(fact: Fact) -> str:
    """
    Return what *fact* says, where each part of it stands, and the rows and steps that led to it.

    >>> from aidfacts import extract
    >>> print(explain(extract("锦澄集团向沐白中学捐款5万元。").donations[0]))
    d1: 锦澄集团 → 沐白中学, 50,000 CNY
      donors: 锦澄集团 [0, 4)
      recipients: 沐白中学 [5, 9)
      amount: 5万元 [11, 14), 50,000 CNY
      completed, single
      told in [0, 15): 锦澄集团向沐白中学捐款5万元。
    because
      triggers/捐款: “捐款” tells of a gift (frame give, strong).
    ...

    Spans count in the text that was given to `extract`.
    """
    lines = [f"{fact.id}: {_head(fact)}", *(f"  {line}" for line in _parts(fact)), "because"]
    lines += [f"  {_say(rule)}" for rule in fact.rules]
    lines += [f"confidence {fact.confidence:.2f}", *(f"  {line}" for line in _scales(fact))]
    return "\n".join(lines)


def _say(rule: str) -> str:
    # A rule that nobody has put in words still has its name; a test asks for the words.
    sentence = _find_sentence(rule)
    return rule if sentence is None else f"{rule.partition(': ')[0]}: {sentence}"


def _head(fact: Fact) -> str:
    if not isinstance(fact, Donation):
        return f"{say_parties(fact.parties)}, {fact.kind}"
    told = [say_amount(fact.amount), say_items(fact)]
    givers = say_parties(fact.donors) or "?"
    return ", ".join([f"{givers} → {say_parties(fact.recipients) or '?'}", *filter(None, told)])


def _parts(fact: Fact) -> Iterator[str]:
    if isinstance(fact, Donation):
        for role in ("donors", "recipients", "channels"):
            yield from _say_row(role, getattr(fact, role))
        if fact.amount is not None:
            yield f"amount: {fact.amount.text} {fact.amount.span}, {say_amount(fact.amount)}"
        for item in fact.items:
            number = (
                f", {say_bounds(item.quantity)} {item.quantity.unit or ''}".rstrip() if item.quantity else ""
            )
            yield f"item: {item.text} {item.span}, {item.name}{number}"
    else:
        yield from _say_row("parties", fact.parties)
        if fact.subject is not None:
            yield f"subject: {fact.subject}"
    if fact.date is not None:
        yield f"date: {fact.date.text} {fact.date.span}, {fact.date.value}"
    if isinstance(fact, Donation):
        if fact.purpose is not None:
            yield f"purpose: {fact.purpose.text} {fact.purpose.span}"
        for each in fact.beneficiaries:
            yield f"beneficiaries: {each.text} {each.span}"
    scope = f", {fact.scope}" if isinstance(fact, Donation) else ""
    part = f", part of {fact.part_of}" if isinstance(fact, Donation) and fact.part_of else ""
    yield f"{fact.status}{scope}{part}"
    for piece in fact.evidence:
        text = piece.text.replace("\n", " ")
        yield f"told in {piece.span}: {text[:_SHOWN_TEXT]}{'…' if len(text) > _SHOWN_TEXT else ''}"


def _say_row(role: str, parties: Sequence[Party]) -> Iterator[str]:
    if parties:
        yield f"{role}: {', '.join(map(_say_party, parties))}"


def _say_party(party: Party) -> str:
    place = f" {party.span}" if party.span is not None else ""
    return f"{party.text}{place}" + (f" = {party.name}" if party.name != party.text else "")


def _scales(fact: Fact) -> Iterator[str]:
    ranked = sorted(contributions(fact).items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    for label, sign in (("for it", 1), ("against it", -1)):
        told = [f"{name} ({weight:+.2f})" for name, weight in ranked if weight * sign > 0][:SHOWN]
        if told:
            yield f"{label}: {', '.join(told)}"


def say_rule(rule: str) -> str:
    """
    Return what a rule of a fact stands for, in a sentence.

    >>> say_rule("cues/累计"), say_rule("totals/part")
    ('“累计” makes it cumulative.', 'It is part of a total told beside it.')

    Raises: LexiconError where data/rules.toml has neither the rule nor what it begins with.
    """
    sentence = _find_sentence(rule)
    if sentence is None:
        key, group = rule.partition(": ")[0], rule.partition("/")[0]
        raise LexiconError(
            f"data/rules.toml: no sentence for {key!r}; add {key!r} or {group + '/'!r} to [rules]"
        )
    return sentence


def _find_sentence(rule: str) -> str | None:
    sentences: dict[str, str] = read_toml("rules")["rules"]
    key, _, why = rule.partition(": ")
    group, _, word = key.partition("/")
    sentence = sentences.get(key) or sentences.get(f"{group}/")
    if sentence is None:
        return None
    told = {"word": word, "why": why}
    cells = set(re.findall(r"\{(\w+)\}", sentence)) - set(told)
    row = _rows(group).get(word, {}) if cells else {}
    if cells and not row:
        return f"“{word}” is a word of the lexicon that was given."  # a fact does not know its lexicon
    return sentence.format(**told, **{cell: row.get(cell, "?") for cell in cells})


def say_reason(code: str) -> str:
    """
    Return what the code of a rejection means.

    >>> say_reason("ceremony")
    'the event as such'

    Raises: LexiconError where data/rules.toml does not have it.
    """
    reasons: dict[str, str] = read_toml("rules")["reasons"]
    if code not in reasons:
        raise LexiconError(f"data/rules.toml: no sentence for the reason {code!r}; add it to [reasons]")
    return reasons[code]


@cache
def _rows(name: str) -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in read_table(name)}


def why_not(document: Document, where: Span | tuple[int, int] | int) -> str:
    """
    Return why a stretch of *document* gave no fact; the sentence around it counts where the stretch has no trigger.

    >>> from aidfacts import Options, extract
    >>> print(why_not(extract("双方举行捐赠仪式。", options=Options(rejected=True)), (4, 8)))
    捐赠仪式 [4, 8): ceremony – the event as such (decoys/捐赠仪式)

    Raises: OptionError where the document was extracted without `rejected=True`; InputError where *where* lies
        outside its text.
    """
    if not document.keeps_rejected:
        raise OptionError(
            "this document does not know what was rejected, since rejected=False; "
            "extract it again with options=Options(rejected=True)"
        )
    span = _read_place(document.text, where)
    around = _sentence(document.text, span)
    lines = _tell(document, span)
    if not lines and around != span:
        span, lines = (
            around,
            [f"in the sentence around it, {around}:", *told] if (told := _tell(document, around)) else [],
        )
    if lines:
        return "\n".join(lines)
    clean = normalise(span.cut(document.text)).text
    whole = Span(0, len(clean))
    words = [each.word for each in find_triggers(clean, whole)[0]]
    words += [each.word for each in find_pact_triggers(clean, whole)]
    if not words:
        return f"no word of giving or partnership stands in {span}"
    return f"{', '.join(dict.fromkeys(words))} in {span}: read as part of another clause; it tells no fact of its own"


def _read_place(text: str, where: Span | tuple[int, int] | int) -> Span:
    start, end = (
        (where, where + 1)
        if isinstance(where, int)
        else (where.start, where.end)
        if isinstance(where, Span)
        else where
    )
    if not 0 <= start <= end <= len(text):
        raise InputError(f"{where!r} lies outside the text, which has {len(text)} characters")
    return Span(start, end)


def _sentence(text: str, span: Span) -> Span:
    start, end = span.start, max(span.end, span.start)
    while start > 0 and text[start - 1] not in _ENDS:
        start -= 1
    while end < len(text) and text[end - 1 : end] not in tuple(_ENDS):
        end += 1
    return Span(start, end)


def _tell(document: Document, span: Span) -> list[str]:
    lines = [_say_rejected(each) for each in document.rejected if each.span.overlaps(span)]
    for fact in document.facts:
        if any(piece.span.overlaps(span) for piece in fact.evidence):
            lines.append(f"{fact.id} is told in this sentence: {_head(fact)}; its explain() says why")
    return lines


def _say_rejected(each: Rejected) -> str:
    rules = f" ({', '.join(each.rules)})" if each.rules else ""
    meaning = read_toml("rules")["reasons"].get(each.reason)  # a test asks for the words, a caller need not
    return f"{each.text} {each.span}: {each.reason}{f' – {meaning}' if meaning else ''}{rules}"
