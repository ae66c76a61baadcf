"""Reads the people helped that an object phrase counts."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Beneficiary
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span

PERSON_UNITS = frozenset({"人", "人次", "位", "名", "员", "家", "户"})
MAX_GROUP = 12  # characters between the number and the end of the group's noun

# 名贫困大学生 → up to 学生; in 名额 nobody is counted
_BEHIND = compile_late(
    rf"[^，,。、；;:：“”\d]{{0,{MAX_GROUP}}}?(?:大?学生|儿童|幼儿|孩子|老人|老年人|群众|居民|村民|家庭|职工|教师|师生|患者|学子|农户|灾民|市民|党员|残疾人|妇女|母亲|人员|同学|老师|干部|民警|医护人员|环卫工人|工人|农民|户|者|员)(?:[(（]幼儿[)）])?"
)
_BEFORE = compile_late(
    r"(?:贫困|困难|留守|受灾|农村|山区|当地|全镇|全县|全校|家庭|建档立卡)*"
    r"(?:学生|儿童|幼儿|孩子|老人|群众|居民|村民|家庭|职工|教师|师生|患者|学子|农户|人口|灾民|户)(?:家庭|代表)?约?$"
)


# 三十个孩子; 三十个书包 counts no people
_GROUP = compile_late(
    "(?:贫困|困难|留守|孤残|困境|特困)?(?:学生|儿童|孩子|家庭|老人|农户|学子|村民|孤儿|少年|女童|大学生)|(?:国家|省份|城市)"
)

_BUILT = ("院", "园", "馆", "店", "站", "室", "学校", "小学", "中学")


# 卫生院|8家, 8家|医院|、; 20家|医院|口罩3万只 has them for who gets it
_HOUSE = "(?:医院|卫生院|卫生室|学校|小学|中学|幼儿园|[敬养]老院|福利院|[图体]\\w馆|书屋|食堂|超市|工厂|车间)"
_HOUSES_BEFORE = compile_late(f"{_HOUSE}约?$")
_HOUSES_BEHIND = compile_late(rf"{_HOUSE}(?=[,。;、和及与\s]|$)")


def counts_persons(text: str, figure: Quantity) -> bool:
    """Tell whether *figure* counts people rather than things, by its unit or by the noun behind 个."""
    if figure.unit == "家":
        start = max(0, figure.span.start - MAX_GROUP)
        built = _HOUSES_BEFORE.search(text, start, figure.span.start)
        return not (built or _HOUSES_BEHIND.match(text, figure.span.end))
    if figure.unit == "个":
        return _GROUP.match(text, figure.span.end) is not None
    # 敬老院|5家|: houses that were built, and nobody's homes
    if figure.unit == "家" and text.endswith(_BUILT, 0, figure.span.start):
        return False
    return figure.unit in PERSON_UNITS


def read_persons(text: str, figure: Quantity, start: int, end: int) -> Beneficiary:
    """
    Return the people that *figure* counts, with the noun behind the number, else the one before it.

    110名学生 and 贫困群众6000余人 are taken whole; *start* and *end* bound where the noun may stand.
    """
    first, last = figure.span.start, figure.span.end
    if figure.unit not in ("人", "人次"):
        behind = _BEHIND.match(text, last, min(end, last + MAX_GROUP + 6))
        if behind:
            last = behind.end()
    if last == figure.span.end:
        before = _BEFORE.search(text, max(start, first - 14), first)
        if before:
            first = before.start()
    return Beneficiary(text[first:last], Span(first, last), figure)
