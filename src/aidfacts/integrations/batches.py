"""
Extraction batch by batch, for engines that spread work over machines.

One callable takes what Spark, Ray Data, Dask and Hugging Face datasets hand to a function of theirs: a pandas frame, an
Arrow batch or table, a dict of columns, or an iterator of these; and gives back the same kind. pyarrow and pandas are
asked for only where a batch of their kind comes, or its schema is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from aidfacts.errors import InputError, OptionError
from aidfacts.export.arrow import load_arrow
from aidfacts.export.pandas import load_pandas
from aidfacts.extractor import Extractor, Failure
from aidfacts.integrations.columns import FACT_COLUMNS, PAGE_COLUMNS, Column, list_facts, list_page
from aidfacts.options import Options

ROWS: dict[str, tuple[Column, ...]] = {"page": PAGE_COLUMNS, "fact": FACT_COLUMNS}
_TAKEN = "a pandas.DataFrame, a pyarrow.RecordBatch or Table, a dict of columns, or an iterator of these"


@frozen(kw_only=True)
class BatchExtractor:
    """
    Extracts facts from batches of pages; made once, sent to every worker.

    `rows` is what a row of the answer is: `"page"` gives one for each page, in order, with the whole result as JSON;
    `"fact"` gives one for each fact, with flat columns, and none for a page that has no fact. `text`, `id`, `title`
    and `published` name the columns of the batch to read; of these only `text` must be there.

    >>> extract = BatchExtractor(rows="fact")
    >>> found = extract({"id": ["a", "b"], "text": ["锦澄集团向沐白中学捐款5万元。", "今日多云。"]})
    >>> found["page_id"], found["donors"], found["amount"]
    (['a'], [['锦澄集团']], ['50000'])

    It holds nothing but its settings, so it can be pickled. Lexicons and model are loaded at the first page and kept by
    the process. The answer depends on the page alone: not on the batch it is in, nor on the number of workers.
    A page that cannot be read is a row with `error`; columns that are missing, and what would fail for every page, are
    raised.

    Raises: OptionError where *rows* or *options* is none.
    """

    options: Options = field(factory=Options)
    rows: str = field(default="page")
    text: str = "text"
    id: str = "id"
    title: str = "title"
    published: str = "published"

    @options.validator
    def _check_options(self, _attribute: object, value: object) -> None:
        if not isinstance(value, Options):
            raise OptionError(f"options {value!r:.80} is a {type(value).__name__}; give an aidfacts.Options")

    @rows.validator
    def _check_rows(self, _attribute: object, value: object) -> None:
        if value not in ROWS:
            raise OptionError(f"rows {value!r} is none of {', '.join(map(repr, ROWS))}; choose one of them")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the answer, in order, with their types and what they hold."""
        return ROWS[self.rows]

    @property
    def ddl(self) -> str:
        """The columns of the answer as Spark wants to be told, for `mapInPandas` and `mapInArrow`."""
        return ", ".join(f"{column.name} {column.ddl}" for column in self.columns)

    @property
    def schema(self) -> Any:
        """The columns of the answer as a `pyarrow.Schema`; `datasets.Features.from_arrow_schema` takes it."""
        arrow = load_arrow()
        types = {
            "string": arrow.string(),
            "strings": arrow.list_(arrow.string()),
            "int": arrow.int32(),
            "float": arrow.float64(),
        }
        return arrow.schema([(column.name, types[column.type]) for column in self.columns])

    @property
    def meta(self) -> Any:
        """An answer without rows as a pandas frame, what Dask calls `meta`."""
        return self._to_frame({column.name: [] for column in self.columns})

    def __call__(self, batch: Any) -> Any:
        """
        Return the facts of *batch* as the same kind of batch.

        Raises: TypeError where *batch* is of no kind that is taken; InputError where it lacks a column that was
        named, or its columns differ in length.
        """
        if isinstance(batch, Iterator):
            return map(self, batch)
        # The kind is told without an import: what the caller has not loaded, the batch cannot be.
        kind = f"{type(batch).__module__.partition('.')[0]}.{type(batch).__name__}"
        if kind == "pandas.DataFrame":
            return self._to_frame(self._extract(_read_frame(batch, self._wanted(batch.columns))))
        if kind in ("pyarrow.RecordBatch", "pyarrow.Table"):
            names = self._wanted(batch.schema.names)
            read = {name: batch.column(name).to_pylist() for name in names}
            return type(batch).from_pydict(self._extract(read), schema=self.schema)
        if isinstance(batch, Mapping):
            return self._extract({name: _to_list(batch[name]) for name in self._wanted(batch)})
        raise TypeError(f"a batch must be {_TAKEN}, not {type(batch).__module__}.{type(batch).__name__}")

    def _wanted(self, names: Any) -> list[str]:
        there = list(names)
        if self.text not in there:
            raise InputError(
                f"the batch has no column {self.text!r}; its columns are {', '.join(map(repr, there)) or 'none'}; "
                "name the one with the texts: BatchExtractor(text=…)"
            )
        for role in ("id", "title", "published"):
            name = getattr(self, role)
            if name != role and name not in there:  # somebody has named it, so it is to be there
                raise InputError(
                    f"the batch has no column {name!r}; its columns are {', '.join(map(repr, there))}; "
                    f"name the right one: BatchExtractor({role}=…)"
                )
        return [name for name in (self.text, self.id, self.title, self.published) if name in there]

    def _extract(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        extractor = Extractor(self.options)
        blank = [None] * len(columns[self.text])
        ids, titles, days = (columns.get(name, blank) for name in (self.id, self.title, self.published))
        if len({len(column) for column in (*columns.values(), blank)}) > 1:
            lengths = ", ".join(f"{name!r} {len(column)}" for name, column in columns.items())
            raise InputError(f"the columns of a batch are of one length, not {lengths}")
        list_rows = list_page if self.rows == "page" else list_facts
        found: dict[str, list[Any]] = {column.name: [] for column in self.columns}
        for page, name, title, day in zip(columns[self.text], ids, titles, days, strict=True):
            record = {"text": page, "id": name, "title": title, "published": day}
            [result] = extractor.extract_many([record])
            if isinstance(result, Failure) and result.id is None and name is not None:
                result = evolve(result, id=str(name))  # an id of no good type still tells which page it was
            for row in list_rows(result):
                for key, value in row.items():
                    found[key].append(value)
        return found

    def _to_frame(self, found: Mapping[str, Sequence[Any]]) -> Any:
        pandas = load_pandas()
        types = {"string": object, "strings": object, "int": "int32", "float": "float64"}
        return pandas.DataFrame(
            {c.name: pandas.Series(found[c.name], dtype=types[c.type]) for c in self.columns}
        )


def _read_frame(batch: Any, names: Sequence[str]) -> dict[str, list[Any]]:
    # NaN, NaT and NA all stand for a value that is missing.
    return {
        name: [
            None if gone else value
            for value, gone in zip(batch[name].tolist(), batch[name].isna(), strict=True)
        ]
        for name in names
    }


def _to_list(column: Any) -> list[Any]:
    # A numpy array gives numpy's own integers and dates unless it is asked.
    return list(column.tolist() if hasattr(column, "tolist") else column)
