"""Which school a part of one belongs to: its campuses, departments, library, foundation and alumni."""

from __future__ import annotations

from aidfacts.lexicon import lru_cache
from aidfacts.lexicon.late import compile_late

SCHOOL_NOUNS = ("校", "学校")  # what points at a whole school, never at a part of it
SCHOOL = r"[\u4e00-\u9fff]{2,16}(?:大学|学院|学校|中学|小学|[一二三四五六七八九十]中)"
# 沐北大学|岚溪校区, 沐北大学|土木工程学院; 沐北大学附属小学 is a school of its own
_PART = compile_late(
    r"(?P<school>[\u4e00-\u9fff]{2,16}(?:大学|学院))(?!附|城)[\u4e00-\u9fff]{1,12}(?:校区|系|学院|学部|研究院|医学部)"
    rf"|(?P<house>{SCHOOL})(?:校董会|校友办|学生会|研究生会|团委|工会|教务处|后勤处|离退休处)"
)
# 沐白中学|教育基金会, 沐北大学|图书馆, 沐白中学|82届4班全体同学
_BESIDE = compile_late(
    rf"(?P<school>{SCHOOL})(?:(?:教育)?(?:发展)?(?:基金会|校友总会|校友).*|[\u4e00-\u9fff]{{0,6}}\d[^,]{{0,6}}[级届班].*|图书馆|校史馆|档案馆|博物馆|体育馆)"
)
_CAMPUS = compile_late(r"(?:大学|学院|学校|中学|小学|[一二三四五六七八九十]中).*校区$")


@lru_cache(maxsize=4_000)
def whole_school(name: str) -> str | None:
    """
    Return the school that what is called *name* is a part of; None where it is none, or the name does not tell.

    >>> whole_school("沐北大学土木工程学院"), whole_school("沐北大学附属小学")
    ('沐北大学', None)
    """
    found = _PART.fullmatch(name)
    if found is None:
        return None
    whole = found["school"] or found["house"]
    return whole_school(whole) or whole


def school_beside(name: str) -> str | None:
    """Return the school whose foundation, library or alumni *name* tells: 沐白中学|教育基金会."""
    found = _BESIDE.fullmatch(name)
    return found["school"] if found is not None else None


def is_lone_campus(name: str) -> bool:
    """Tell whether a campus is called so without its school: 东湖校区."""
    return name.endswith("校区") and _CAMPUS.search(name) is None
