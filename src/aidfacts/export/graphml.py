"""Results as a graph: parties as nodes, facts as edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from attrs import frozen

from aidfacts.convert import print_decimal
from aidfacts.export.flow_gifts import Gift, Node, identify, join_parties, select_gifts, settle
from aidfacts.export.phrases import say_items
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact

if TYPE_CHECKING:
    from aidfacts.export import Result

# Characters that XML cannot hold, escaped or not.
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NODE_KEYS = {"name": "string", "kind": "string", "adcode": "string"}
_EDGE_KEYS = {
    "document": "string",
    "fact": "string",
    "type": "string",
    "kind": "string",
    "amount_value": "string",
    "amount_low": "string",
    "amount_high": "string",
    "amount_modifier": "string",
    "currency": "string",
    "per": "string",
    "items": "string",
    "channels": "string",
    "subject": "string",
    "status": "string",
    "scope": "string",
    "date": "string",
    "part_of": "string",
    "count_in_totals": "boolean",
    "confidence": "double",
}
UNTOLD = "untold"  # the kind of a node that stands for who is not told


@frozen
class _Edge:
    source: Node
    target: Node
    directed: bool
    data: dict[str, str]


def clean_xml(text: str) -> str:
    """
    Return *text* with a replacement character for each that XML cannot hold.

    >>> clean_xml("捐\\x00款")
    '捐\\ufffd款'
    """
    return _BARRED.sub("\ufffd", text)


def write_graphml(results: Iterable[Result], stream: TextIO) -> None:
    """
    Write all results as one GraphML graph.

    A node is a party with its kind and code, the same name being the same party in all documents; groups without a
    name and masked persons are of their document. An edge leads from a donor to a recipient, one for each pair of a
    joint gift, or joins two parties of a partnership without direction. Sums are strings with every digit.

    `count_in_totals` is true on one edge of each gift that may be added up: not on totals over many acts, nor on a
    second telling by another document. Add up `amount_low` of these by `currency`, and you add nothing twice. A donor
    or recipient who is not told is a node of its own, of the kind `untold`.

    Needs all results at once: what is held is a few hundred bytes a fact.
    """
    edges: list[_Edge] = []
    gifts: list[Gift] = []
    failed: list[str] = []
    for number, result in enumerate(results, 1):
        if not isinstance(result, Document):
            failed.append(f"{result.id or result.index}: {result.error}: {result.message}")
            continue
        name = result.id if result.id is not None else f"document {number}"
        place = f"{number}:{name}"  # two documents may have one id
        gifts += select_gifts(result, place)
        for fact in result.facts:
            edges += _draw(result, fact, name, place)
    settled = settle(node for edge in edges for node in (edge.source, edge.target))
    counted = {(gift.document, gift.fact) for gift in join_parties(gifts) if gift.adds and not gift.rest}
    nodes = {node: f"n{number}" for number, node in enumerate(dict.fromkeys(settled.values()))}
    stream.write(_head(failed))
    for node, key in nodes.items():
        data = {"name": node.name, "kind": str(node.kind.value) if node.name else UNTOLD, "adcode": node.code}
        stream.write(f'<node id="{key}">{_data("n", data)}</node>\n')
    for number, edge in enumerate(edges):
        ends = f'source="{nodes[settled[edge.source]]}" target="{nodes[settled[edge.target]]}"'
        # Only the first edge of a fact counts: joint givers give one sum.
        counts = (edge.data["place"], edge.data["fact"]) in counted
        counted.discard((edge.data["place"], edge.data["fact"]))
        data = {**edge.data, "count_in_totals": str(counts).lower()}
        directed = "" if edge.directed else ' directed="false"'
        stream.write(f'<edge id="e{number}" {ends}{directed}>{_data("e", data)}</edge>\n')
    stream.write("</graph>\n</graphml>\n")


def _draw(document: Document, fact: Fact, name: str, place: str) -> Iterator[_Edge]:
    data = {
        "document": name,
        "place": place,
        "fact": fact.id,
        "status": fact.status.value,
        "date": fact.date.value if fact.date else "",
        "confidence": f"{fact.confidence:g}",
    }
    if isinstance(fact, Donation):
        donors = [identify(document, party, place) for party in fact.donors]
        recipients = [identify(document, party, place) for party in fact.recipients]
        data |= _describe(fact)
        for source, target in product(
            donors or [_untold(place, fact, "from")], recipients or [_untold(place, fact, "to")]
        ):
            yield _Edge(source, target, True, data)
    else:
        parties = [identify(document, party, place) for party in fact.parties]
        data |= {"type": "partnership", "kind": fact.kind.value, "subject": fact.subject or ""}
        for source, target in combinations(parties, 2):
            yield _Edge(source, target, False, data)


def _untold(place: str, fact: Donation, side: str) -> Node:
    return Node("", "", f"{place}#{fact.id} {side}")


def _describe(fact: Donation) -> dict[str, str]:
    data = {
        "type": "donation",
        "kind": fact.form.value,
        "items": say_items(fact),
        "channels": "; ".join(party.name for party in fact.channels),
        "scope": fact.scope.value,
        "part_of": fact.part_of or "",
    }
    if fact.amount is not None:
        for side in ("value", "low", "high"):
            number = getattr(fact.amount, side)
            data[f"amount_{side}"] = "" if number is None else print_decimal(number)
        data["amount_modifier"] = fact.amount.modifier.value
        data["currency"] = fact.amount.currency
        data["per"] = fact.amount.per or ""
    return data


def _head(failed: Sequence[str]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    lines += [f"<desc>{escape(clean_xml('; '.join(failed)))}</desc>"] if failed else []
    for letter, keys in (("n", _NODE_KEYS), ("e", _EDGE_KEYS)):
        kind = {"n": "node", "e": "edge"}[letter]
        for name, form in keys.items():
            lines.append(f'<key id="{letter}_{name}" for="{kind}" attr.name="{name}" attr.type="{form}"/>')
    return "\n".join([*lines, '<graph id="aidfacts" edgedefault="directed">', ""])


def _data(letter: str, values: dict[str, str]) -> str:
    keys = _NODE_KEYS if letter == "n" else _EDGE_KEYS
    return "".join(
        f"<data key={quoteattr(f'{letter}_{key}')}>{escape(clean_xml(values[key]))}</data>"
        for key in keys
        if values.get(key)
    )
