"""Common nouns that point back at one told by name: 这位老党员, 这所山区学校, and 老人 where he is the subject."""

from __future__ import annotations

from aidfacts.document.coref_pointers import Pointer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import last_of

_THESE = compile_late("[这该]一?(?P<unit>[位名所家座个支])$")
# 这位|沐北大学|1978级校友, 这位|78岁的|退休教师: of which house or how old, before the noun
_OF_WHERE = compile_late(
    r"[这该]一?[位名](?:\d{2,3}岁(?:高龄)?的|(?:来自|毕业于)?[\u4e00-\u9fff]{2,14}(?:大学|学院|中学|小学|学校|系|公司|集团|医院)的?)?(?:第?\d{2,4}[级届])?$"
)
MAX_WHERE = 24  # characters from 这位 to the noun
_ONE_PERSON = frozenset("位名")
# The noun of a house, as it is looked for; a longer one stands before one that it ends in.
_HOUSES = (
    ("村小", "校"), ("学校", "学校"), ("小学", "小学"), ("中学", "中学"), ("大学", "大学"), ("学院", "学院"), ("幼儿园", "幼儿园"),
    ("医院", "医院"), ("卫生院", "卫生院"), ("企业", "企业"), ("公司", "公司"), ("银行", "行"), ("基金会", "基金会"), ("商会", "商会"),
    ("协会", "协会"), ("敬老院", "敬老院"), ("福利院", "福利院"), ("村庄", "村"), ("村子", "村"), ("山村", "村"), ("村", "村"), ("镇", "镇"),
    ("社区", "社区"), ("县", "县"),
)  # fmt: skip
# Who is told by name is called so where he acts: 老人|向灾区捐款5000元
_ELDER = compile_late("老(?:人|人家|先生|太太|大爷|大娘|党员|教师|战士|英雄|校长|教授|奶奶|爷爷|兵)")
_HONOURED = ("老先生", "老太太", "老人家")  # told as persons by their shape
# One person by his calling, or counted as one: 老校长, 卖菜老人, 一名10岁的男孩
_SOMEBODY = compile_late(
    r"[^们]{0,10}老(?:人|人家|先生|太太|大爷|大娘|奶奶|爷爷|[\u4e00-\u9fff]{1,3})|[一这][位名个][^们]{2,16}|[^们]{0,10}(?:男孩|女孩|小伙子?|姑娘|大爷|大妈|阿姨|奶奶)"
)
# What may stand between the edge of a clause and one who acts: 一名8岁的|小女孩, 卖菜|老人; no verb with an object
_CALLED = compile_late(
    r"(?:^|[,。;:!?\n“”])(?:(?![对向给为把被与和同跟及、将]|慰问|看望|走访|帮|救|资助|采访|来到)[^,。;:!?\n“”]){0,10}$"
)
MAX_CALLED = 12  # characters
_OPENS = ",。;:!?\n“”"


# As many as a row told before had: 锦澄集团、云泽公司来到沐白小学,|两家企业|各捐赠5万元
_ROW = compile_late(
    r"(?:[这该]|上述|以上)?(?P<number>[2-9两三四五六七八九十])(?:(?P<person>[位名]|人(?=$))|[家所个])(?:爱心|热心|民营|会员|捐赠|基金|青年|知名)*"
)
_ROW_NOUNS = {"企业": "企业", "公司": "企业", "单位": "单位", "商会": "商会", "协会": "协会", "集团": "企业"}
# Who is helped, or anybody, is not who was told to come: 为两名|困难学生|各送上500元, 记者何映雪报道:两位|市民|各捐1万元
_OTHERS = compile_late(
    r"市民|网友|[村居]民|学生|同学|儿童|孩子|[男女]孩|老人|老[党人]|患|病人|群众|家庭|困难|贫困|孤|残|伤者|遇难"
)
# 周砚秋、何映雪是沐白中学的|学生|。…两名|同学|…: those told by name are told as such
_TOLD_SO = compile_late(
    r"[、和与及][\u4e00-\u9fff]{2,4}?(?:等)?(?:[两三四五六七八九\d]+[名位个])?(?:(?:均|都|同)?[是为][^,。;]{1,14})?(?P<noun>学生|同学|老人|老党员|[村居市]民)"
)
MAX_TOLD_SO = 120  # characters back in which people are told as what they are called later
MAX_ROW = 10  # characters of 上述三家爱心


def read_row(text: str, mention: Mention) -> Pointer | None:
    """Read a counted noun that opens its clause as pointing at the row of just so many told before; None for another."""
    end = mention.span.end
    start = last_of(text, _OPENS, mention.span.start) + 1
    counted = _ROW.match(text, start, end) if mention.span.start - start <= MAX_ROW else None
    if counted is None or counted.end() < mention.span.start or mention.anaphor is not None:
        return None
    number = "二三四五六七八九十".find(counted["number"].replace("两", "二")) + 2
    number = int(counted["number"]) if counted["number"].isdigit() else number
    if counted["person"]:
        others = _OTHERS.search(text, counted.end(), end) and not _is_told_so(text, start, mention)
        return None if others else Pointer("row", ("人",), number, "", "pointers/两人")
    noun = next((told for ending, told in _ROW_NOUNS.items() if mention.text.endswith(ending)), None)
    return Pointer("both", (noun,), number, "", "pointers/双方") if noun is not None else None


def _is_told_so(text: str, start: int, mention: Mention) -> bool:
    """Tell whether a row of names before *start* is told as what *mention* calls them."""
    called = mention.text.replace("同学", "学生")
    rows = _TOLD_SO.finditer(text, max(0, start - MAX_TOLD_SO), start)
    return any(called.endswith(row["noun"].replace("同学", "学生")) for row in rows)


def read_these(text: str, mention: Mention) -> Pointer | None:
    """Read a common noun that *mention* is as pointing at the last one of its kind; None where it points at nobody."""
    start = mention.span.start
    if mention.named and mention.anaphor is not Anaphor.LAST and mention.text not in _HONOURED:
        return None
    if mention.kind is PartyKind.GROUP and _is_this_one(text, mention):
        return Pointer("person", ("人",), 1, "", "pointers/这位")
    these = _THESE.search(text, max(0, start - 3), start) or _THESE.match(text, start)
    if these is not None and these["unit"] in _ONE_PERSON:
        return Pointer("person", ("人",), 1, "", "pointers/这位") if mention.kind is PartyKind.GROUP else None
    if these is not None:
        noun = next((noun for ending, noun in _HOUSES if mention.text.endswith(ending)), None)
        return Pointer("last", (noun,), 1, "", "pointers/这家") if noun is not None else None
    if (mention.text in _HONOURED or _ELDER.fullmatch(mention.text)) and _acts(text, mention):
        return Pointer("elder", ("人",), 1, "", "pointers/老人")
    return None


def _is_this_one(text: str, mention: Mention) -> bool:
    """Tell whether a noun for people is one person told before, with what he is: 这位沐北大学|校友; not 这位企业家资助的|学生."""
    start = mention.span.start + text.startswith("位", mention.span.start)
    begin = max(text.rfind(word, max(0, start - MAX_WHERE), start) for word in ("这", "该"))
    return begin >= 0 and mention.count is None and _OF_WHERE.fullmatch(text, begin, start) is not None


def is_one_somebody(text: str, mention: Mention) -> bool:
    """Tell whether one person without a name acts: 一位卖菜老人, 老校长; not 老人们, nor 向老人."""
    called = not mention.named and _SOMEBODY.fullmatch(mention.text) is not None
    begins = _CALLED.search(text, max(0, mention.span.start - MAX_CALLED), mention.span.start)
    return called and begins is not None and not text.startswith(("们", "、", "和"), mention.span.end)


def _acts(text: str, mention: Mention) -> bool:
    """Tell whether a noun for one person opens its clause: not 为老人送去, nor 老人们."""
    opens = mention.span.start == 0 or text[mention.span.start - 1] in _OPENS
    return opens and mention.count is None and not text.startswith(("们", "、", "和"), mention.span.end)
