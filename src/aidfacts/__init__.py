"""
Typed facts about giving and partnership from Chinese text.

>>> import aidfacts
>>> document = aidfacts.extract("云岭公司向青禾小学捐赠图书500册。")
>>> [donation.items[0].name for donation in document.donations]
['图书']

Public names are loaded when they are first used, so that `import aidfacts` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidfacts.errors import (
        AidfactsError,
        CurrencyError,
        ExtraMissing,
        InputError,
        LexiconError,
        NumberError,
        OptionError,
        SegmenterError,
    )
    from aidfacts.evaluate.difference import Difference, diff
    from aidfacts.export.arrow import to_arrow
    from aidfacts.export.flow import to_flow_svg
    from aidfacts.export.ftm import to_ftm
    from aidfacts.export.giving360 import to_360giving
    from aidfacts.export.graphml import write_graphml
    from aidfacts.export.iati import to_iati
    from aidfacts.export.pandas import to_pandas
    from aidfacts.export.polars import to_polars
    from aidfacts.export.records import to_records
    from aidfacts.export.report import write_report
    from aidfacts.export.standards import Dropped, Exported
    from aidfacts.extractor import Extractor, Failure, extract, extract_html, extract_many
    from aidfacts.integrations.batches import BatchExtractor
    from aidfacts.integrations.spacy import load
    from aidfacts.model.document import Document, DocumentParty, Rejected
    from aidfacts.model.fact import (
        Beneficiary,
        Date,
        Donation,
        Form,
        Item,
        Partnership,
        PartnershipKind,
        Party,
        PartyKind,
        Scope,
        Status,
    )
    from aidfacts.model.mention import KnownName
    from aidfacts.model.quantity import Amount, Modifier, Quantity
    from aidfacts.model.source import Script
    from aidfacts.model.span import Evidence, Span
    from aidfacts.options import Options
    from aidfacts.privacy import mask
    from aidfacts.quantity import find_amounts, find_quantities, parse_amount, parse_number, parse_quantity
    from aidfacts.summary import Summary, summarise

    __version__: str

# Public name → module that holds it. test_api keeps it equal to the imports above.
_HOMES = {
    name: module
    for module, names in {
        "errors": "AidfactsError CurrencyError ExtraMissing InputError LexiconError NumberError OptionError "
        "SegmenterError",
        "export.arrow": "to_arrow",
        "export.ftm": "to_ftm",
        "export.giving360": "to_360giving",
        "export.iati": "to_iati",
        "export.pandas": "to_pandas",
        "export.polars": "to_polars",
        "export.records": "to_records",
        "export.standards": "Dropped Exported",
        "export.flow": "to_flow_svg",
        "export.graphml": "write_graphml",
        "export.report": "write_report",
        "evaluate.difference": "Difference diff",
        "extractor": "Extractor Failure extract extract_html extract_many",
        "integrations.batches": "BatchExtractor",
        "integrations.spacy": "load",
        "model.document": "Document DocumentParty Rejected",
        "model.fact": "Beneficiary Date Donation Form Item Partnership PartnershipKind Party PartyKind Scope Status",
        "model.mention": "KnownName",
        "model.quantity": "Amount Modifier Quantity",
        "model.source": "Script",
        "model.span": "Evidence Span",
        "options": "Options",
        "privacy": "mask",
        "quantity": "find_amounts find_quantities parse_amount parse_number parse_quantity",
        "summary": "Summary summarise",
    }.items()
    for name in names.split()
}

__all__ = [  # noqa: RUF022 – by use, the most used first
    "extract",
    "extract_html",
    "extract_many",
    "Extractor",
    "BatchExtractor",
    "load",
    "Options",
    "KnownName",
    "Document",
    "DocumentParty",
    "Rejected",
    "Failure",
    "mask",
    "to_flow_svg",
    "write_graphml",
    "write_report",
    "diff",
    "Difference",
    "Donation",
    "Partnership",
    "Party",
    "PartyKind",
    "Item",
    "Form",
    "Status",
    "Scope",
    "PartnershipKind",
    "Date",
    "Beneficiary",
    "Amount",
    "Quantity",
    "Modifier",
    "Script",
    "Evidence",
    "Span",
    "to_records",
    "to_pandas",
    "to_polars",
    "to_arrow",
    "summarise",
    "Summary",
    "to_360giving",
    "to_iati",
    "to_ftm",
    "Exported",
    "Dropped",
    "find_amounts",
    "find_quantities",
    "parse_amount",
    "parse_quantity",
    "parse_number",
    "AidfactsError",
    "OptionError",
    "InputError",
    "NumberError",
    "CurrencyError",
    "LexiconError",
    "SegmenterError",
    "ExtraMissing",
    "__version__",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("aidfacts")
    if name not in _HOMES:
        raise AttributeError(f"module 'aidfacts' has no attribute {name!r}")
    value = getattr(import_module(f"aidfacts.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
