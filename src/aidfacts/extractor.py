"""The public way in: one text, or many of them."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import field, frozen

from aidfacts.errors import AidfactsError, InputError, LexiconError, OptionError, SegmenterError
from aidfacts.lexicon import use_lexicon
from aidfacts.lexicon.late import compile_late
from aidfacts.options import Options

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aidfacts.model.document import Document
    from aidfacts.model.mention import KnownName

Record = str | Mapping[str, Any] | Exception
OnError = Literal["record", "raise"] | Callable[["Failure"], object]

CHUNK_RECORDS = 64  # a chunk travels to a worker at once: enough to outweigh the trip …
CHUNK_CHARACTERS = 200_000  # … and little enough that long pages spread over the workers
CHUNKS_AHEAD = 3  # chunks waiting per worker; what bounds the memory of a stream

# Not the fault of a record, and the same for every one that follows.
BROKEN = (LexiconError, SegmenterError, ImportError, SyntaxError, MemoryError)

# 2020, 2020-06, 2020-06-11, 2020-06-11T08:30:00Z; not 2020年6月, 20200611
_DATE = compile_late(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:[T ].*)?")


@frozen
class Failure:
    """
    A record that could not be read, in the place where its document would stand.

    `index` counts the records from 0. `error` is the name of the exception, `message` what it said. `cause` is the
    exception itself, None where it could not be sent from a worker.
    """

    index: int
    id: str | None
    error: str
    message: str
    cause: Exception | None = field(default=None, eq=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the failure as plain values, told from a result by its key `error`."""
        return {
            "schema_version": "1",
            "document": {"id": self.id, "index": self.index},
            "error": {"type": self.error, "message": self.message},
        }


def check_published(value: object) -> str | None:
    """
    Return the date of a page as text, None where there is none.

    Raises: InputError where *value* is no date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise InputError(f"published {value!r} is no date; write 2020-06-11, 2020-06 or 2020")
    return found[1]


def _check_label(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int):  # the ids of a table are often numbers
        return str(value)
    raise TypeError(f"{name} must be a str, not {type(value).__name__}: {value!r:.80}")


class Extractor:
    """
    Extracts facts under fixed options.

    An extractor holds no state but its options: it can be shared, pickled and sent to workers. What is loaded
    (lexicons, segmenter) is loaded at the first text and shared by all extractors of a process.
    """

    def __init__(self, options: Options | None = None) -> None:
        if options is not None and not isinstance(options, Options):
            raise TypeError(
                f"options must be an aidfacts.Options, not {type(options).__name__}: {options!r:.80}"
            )
        self.options = options or Options()

    def __repr__(self) -> str:
        return f"Extractor({self.options!r})"

    def extract(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: str | date | None = None,
        names: Iterable[KnownName] = (),
    ) -> Document:
        """
        Return the facts of *text*.

        Text without a fact, without Chinese or without sense gives an empty document.

        Args:
            text: a page as it is: title, date line, paragraphs, captions, list rows, a line each.
            id: what the result is to be known by.
            title: the title, where it does not stand in *text*.
            published: the date of the page, `2020-06-11` or less precise; without it the page is searched.
            names: stretches of *text* that are names of parties, as an NER tells them; further evidence where
                nothing else shows a name.

        Raises: TypeError where *text* is no str; InputError where *published* is no date.
        """
        if not isinstance(text, str):
            remedy = "; decode it first" if isinstance(text, bytes | bytearray) else ""
            raise TypeError(f"text must be a str, not {type(text).__name__}{remedy}: {text!r:.80}")
        label, heading = _check_label("id", id), _check_label("title", title)
        day = check_published(published)

        from aidfacts.pipeline import run

        with use_lexicon(self.options.lexicon):
            document = run(text, self.options, id=label, title=heading, published=day, names=names)
            if not self.options.mask_persons:
                return document

            from aidfacts.privacy import mask

            return mask(document, segmenter=self.options.segmenter)

    def extract_html(
        self,
        html: str | bytes,
        *,
        url: str | None = None,
        id: str | None = None,
        title: str | None = None,
        published: str | date | None = None,
    ) -> Document:
        """
        Return the facts of an HTML page; needs the extra `web`.

        Title, line of source and date, main text and the rows of tables are taken out of it, and `Document.text` is that
        text: every span counts in it. Where there is no main text (a menu, a list of links), the document is empty and
        its `notes` say so.

        Args:
            html: the page. Bytes may be in any encoding that Chinese pages have, whatever they say of it.
            url: its address, which may tell its date.
            id: what the result is to be known by; without it, *url*.
            title: in place of the title that the page has.
            published: in place of the date that its text tells, or else its markup.

        Raises: ExtraMissing without trafilatura; TypeError where *html* is neither str nor bytes; InputError where bytes
            are no text, or *published* is no date.
        """
        address, heading = _check_label("url", url), _check_label("title", title)
        label = address if id is None else _check_label("id", id)
        day = check_published(published)

        from aidfacts.model.document import Document
        from aidfacts.text.layout import read_frame
        from aidfacts.text.normalise import normalise
        from aidfacts.web import NO_MAIN_TEXT, read_page

        page = read_page(html, address)
        heading = page.title if heading is None else heading
        if not page.text:
            return Document(
                text="", id=label, title=heading, published=day or page.dated, notes=(NO_MAIN_TEXT,)
            )
        if day is None:
            day = read_frame(normalise(page.text)).published or page.dated
        return self.extract(page.text, id=label, title=heading, published=day)

    def extract_many(
        self, records: Iterable[Record], *, workers: int = 1, on_error: OnError = "record"
    ) -> Iterator[Document | Failure]:
        """
        Yield a document for each of *records*, in order, as they come.

        Args:
            records: texts, or mappings with `text` and, where known, `id`, `title`, `published`; with `html` in place of
                `text` (and `url`), as `extract_html` reads it; other keys are left alone. An exception in their place
                becomes the failure of that record, so that a reader can hand on what it could not read. Read as a
                stream: an endless one is fine.
            workers: processes to share the work; 1 works in this one. With more, a script needs the usual
                `if __name__ == "__main__":` guard, since workers are started afresh.
            on_error: what becomes of a record that cannot be read: `"record"` yields a `Failure` in its place,
                `"raise"` raises its exception, a function is called with the `Failure` and the record left out.

        Raises: OptionError where *workers* or *on_error* is none of these. What is not the fault of a record (a
            broken table, a model that cannot be loaded) is raised whatever *on_error* says.
        """
        if not isinstance(workers, int) or workers < 1:
            raise OptionError(f"workers {workers!r} is no number of processes; give 1 or more")
        if on_error not in ("record", "raise") and not callable(on_error):
            raise OptionError(
                f"on_error {on_error!r} is none of 'record', 'raise' and a function; give one of them"
            )
        if isinstance(records, str | bytes | Mapping):
            raise TypeError(
                f"records must be an iterable of texts or records, not one {type(records).__name__}; "
                "use extract, or put it in a list"
            )
        return self._stream(records, workers, on_error)

    def _stream(
        self, records: Iterable[Record], workers: int, on_error: OnError
    ) -> Iterator[Document | Failure]:
        numbered = enumerate(records)
        outcomes = (
            (self._try(index, record) for index, record in numbered)
            if workers == 1
            else _share(self.options, numbered, workers)
        )
        for outcome in outcomes:
            if not isinstance(outcome, Failure) or on_error == "record":
                yield outcome
            elif on_error == "raise":
                raise outcome.cause or AidfactsError(
                    f"record {outcome.index}: {outcome.error}: {outcome.message}"
                )
            else:
                on_error(outcome)

    def _try(self, index: int, record: Record) -> Document | Failure:
        label = None
        try:
            if isinstance(record, str):
                return self.extract(record)
            if isinstance(record, Exception):
                raise record
            if not isinstance(record, Mapping):
                raise TypeError(
                    f"a record must be a str or a mapping, not {type(record).__name__}: {record!r:.80}"
                )
            label = _check_label("id", record.get("id"))
            if "text" not in record and "html" in record:
                return self.extract_html(
                    record["html"],
                    url=record.get("url"),
                    id=label,
                    title=record.get("title"),
                    published=record.get("published"),
                )
            if "text" not in record:
                keys = ", ".join(map(repr, record)) or "none"
                raise InputError(f"the record has no 'text'; its keys are {keys:.200}")
            return self.extract(
                record["text"], id=label, title=record.get("title"), published=record.get("published")
            )
        except BROKEN:
            raise
        except Exception as error:  # whatever it is, the other records go on
            return Failure(index, label, type(error).__name__, str(error), error)


# A record on its way to a worker, or its result already.
_Parcel: TypeAlias = "tuple[int, str | dict[str, Any]] | Document | Failure"
_KEYS = ("text", "html", "url", "id", "title", "published")


def _pack(options: Options, index: int, record: Record) -> _Parcel:
    # What cannot be read, or not be sent to a worker, fails here and in the same words as with one process.
    if isinstance(record, str):
        return index, record
    if isinstance(record, Mapping):
        slim = {key: record[key] for key in _KEYS if key in record}
        if isinstance(slim.get("text", slim.get("html")), str | bytes) and all(
            isinstance(value, str | bytes | int | date | None) for value in slim.values()
        ):
            return index, slim
    return _make_sendable(Extractor(options)._try(index, record))


def _cut_chunks(parcels: Iterable[_Parcel]) -> Iterator[list[_Parcel]]:
    chunk: list[_Parcel] = []
    size = 0
    for parcel in parcels:
        chunk.append(parcel)
        if isinstance(parcel, tuple):
            record = parcel[1]
            size += len(record if isinstance(record, str) else record.get("text") or record.get("html") or "")
        if len(chunk) >= CHUNK_RECORDS or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _work(options: Options, chunk: list[_Parcel]) -> list[Document | Failure]:
    extractor = Extractor(options)
    return [
        _make_sendable(extractor._try(*parcel)) if isinstance(parcel, tuple) else parcel for parcel in chunk
    ]


def _make_sendable(outcome: Document | Failure) -> Document | Failure:
    # An exception that does not survive pickling would take the whole chunk with it.
    if isinstance(outcome, Failure):
        try:
            pickle.loads(pickle.dumps(outcome))
        except Exception:
            return Failure(outcome.index, outcome.id, outcome.error, outcome.message)
    return outcome


def _share(
    options: Options, numbered: Iterator[tuple[int, Record]], workers: int
) -> Iterator[Document | Failure]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Started afresh, never forked: the same on every system, and no thread of the caller is copied half-way.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    waiting: deque[Future[list[Document | Failure]]] = deque()
    chunks = _cut_chunks(_pack(options, index, record) for index, record in numbered)
    try:
        for chunk in islice(chunks, workers * CHUNKS_AHEAD):
            waiting.append(pool.submit(_work, options, chunk))
        while waiting:
            yield from waiting.popleft().result()
            for chunk in islice(chunks, 1):
                waiting.append(pool.submit(_work, options, chunk))
    except BrokenProcessPool:
        raise AidfactsError(
            "a worker died before it could answer; it ran out of memory, or the script that starts the workers "
            'has no `if __name__ == "__main__":` guard'
        ) from None
    finally:
        # What is done is waited for: else the interpreter may end while the pool closes its pipes, and complain.
        pool.shutdown(wait=not waiting, cancel_futures=True)


def extract(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | date | None = None,
    options: Options | None = None,
) -> Document:
    """
    Return the facts of *text*; the shortest way in.

    >>> extract("云岭公司向青禾小学捐款五万元。").donations[0].amount.value
    Decimal('50000')

    Args and errors are those of `Extractor.extract`.
    """
    return Extractor(options).extract(text, id=id, title=title, published=published)


def extract_html(
    html: str | bytes,
    *,
    url: str | None = None,
    id: str | None = None,
    title: str | None = None,
    published: str | date | None = None,
    options: Options | None = None,
) -> Document:
    """
    Return the facts of an HTML page; the document holds the text that was taken out of it.

    Args and errors are those of `Extractor.extract_html`. For many pages: `extract_many` with records that have `html`.
    """
    return Extractor(options).extract_html(html, url=url, id=id, title=title, published=published)


def extract_many(
    records: Iterable[Record],
    *,
    workers: int = 1,
    on_error: OnError = "record",
    options: Options | None = None,
) -> Iterator[Document | Failure]:
    """
    Yield a document for each of *records*, in order, as they come.

    >>> [len(document.donations) for document in extract_many(["云岭公司向青禾小学捐款五万元。", "今日多云。"])]
    [1, 0]

    Args and errors are those of `Extractor.extract_many`.
    """
    return Extractor(options).extract_many(records, workers=workers, on_error=on_error)
