"""The rows that a user adds to the tables or takes out of them, and the tables that are open to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from attrs import field, frozen

Row: TypeAlias = "dict[str, str]"


@frozen
class Column:
    """A column of an open table: its choices (none: any text) and what an absent cell stands for (None: must be there)."""

    name: str
    choices: tuple[str, ...] = ()
    default: str | None = None
    pattern: bool = False


@frozen
class OpenTable:
    """
    A table that users may change: `data` names the one in data/ and `word` the column there that rows are known by.

    `clashes` names the open table that must not hold the same word.
    """

    data: str
    columns: tuple[Column, ...] = ()
    word: str = "word"
    clashes: str = ""


_FRAMES = ("give", "pledge", "pass", "aid", "fund", "deliver", "raise", "receive", "plan")
_USES = ("sign", "bind", "over", "relation", "build", "joint", "found", "place")
_KINDS = ("company", "government", "group", "hospital", "ngo", "other", "place", "school")

# What a file of a user's folder may be called, and what it holds; docs/lexicon.md explains each.
OPEN_TABLES: dict[str, OpenTable] = {
    "triggers": OpenTable(
        "triggers",
        (Column("frame", _FRAMES, "give"), Column("strength", ("strong", "middle", "weak"), "strong")),
        clashes="decoys",
    ),
    "decoys": OpenTable("decoys", (Column("reason", default="other"),), clashes="triggers"),
    "organisations": OpenTable("known_names", (Column("kind", _KINDS),), "name", clashes="name_decoys"),
    "suffixes": OpenTable(
        "org_suffixes",
        (
            Column("kind", _KINDS),
            Column("rank", ("organ", "unit", "branch", "trade", "division", "zone"), "organ"),
            Column("needs", ("core", "place", "anaphor", "frame", "none"), "core"),
        ),
        "suffix",
    ),
    "name_decoys": OpenTable("name_decoys", clashes="organisations"),
    "classifiers": OpenTable(
        "classifiers",
        (
            Column("kind", ("goods", "person", "measure"), "goods"),
            Column("one", ("yes", "no"), "yes"),
            Column("bare", ("yes", "no"), "no"),
            Column("not_before", default="-", pattern=True),
        ),
    ),
    "goods": OpenTable("goods_heads", (Column("kind", ("goods", "building", "class"), "goods"),)),
    "pact_triggers": OpenTable("pact_triggers", (Column("use", _USES),), clashes="pact_decoys"),
    "pact_decoys": OpenTable("pact_decoys", (Column("reason", default="other"),), clashes="pact_triggers"),
}


@frozen
class Change:
    """A row that is added to an open table, in place of one with the same word; without *cells* the row is taken out."""

    table: str
    word: str
    cells: tuple[tuple[str, str], ...] | None = None


@frozen(cache_hash=True)
class Lexicon:
    """
    The rows of a user, read and checked; `Options.lexicon` makes one of a folder.

    Two are equal that change the same, wherever they were read. It holds the rows themselves, so that a worker needs
    no folder, and a folder that is edited later changes nothing that runs.
    """

    folder: str = field(eq=False)
    changes: tuple[Change, ...] = field(repr=False)

    def change(self, data: str, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return the *rows* of the table *data* with what the lexicon adds and without what it takes out."""
        own = [each for each in self.changes if OPEN_TABLES[each.table].data == data]
        if not own:
            return tuple(rows)
        key = next(table.word for table in OPEN_TABLES.values() if table.data == data)
        changed = {each.word for each in own}
        added = ({key: each.word, **dict(each.cells)} for each in own if each.cells is not None)
        return (*(row for row in rows if row[key] not in changed), *added)
