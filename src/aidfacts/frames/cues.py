"""Reads the words around a trigger that set status and scope, or say that nothing was given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import Trigger
from aidfacts.model.span import Span

_BARRING = ("negated", "hypothetical", "rule", "appeal")
# 掏出2万元,要求|捐给贫困学生: what a giver wants done is no appeal; 要求各国|捐款 is one
_WANTS = ("要求", "希望", "请求")
_DONE_SO = compile_late("(?:全部|全数|匿名|一并|都|直接)*")
_ENDS_NAME = compile_late(r"(?:为|给|向|对|于|“)[\u4e00-\u9fff]{1,6}$")
_EDGES = ("", ",", ";", ":", "。", "“", "\n", "、", "!", "?", "(")
# 将|口罩1万个、防护服300套、护目镜500副 … |捐赠给: a list may be longer than what else 将 marks
_LONG_LIST = compile_late(
    r"(?![^、]{0,24}(?:采购|购买|购置|组织|筹集|筹措|募集|投入|出资|安排|开展|动员|调拨|发动|联合|实施))[^。;]{0,24}?\d[^,。;、]{0,16}、[^。;]{0,160}$"
)
MAX_OBJECT = 40  # characters of a single thing that 将 marks
# 将 marks the object, not a plan, where a noun and a second verb part follow: 将藏书捐给 | 将捐赠 is a plan
_OBJECT_JIANG = compile_late(
    r"将(?!于|会|再|继续|向|为|陆续|分|在|对|给|从|连续|每年|捐|赠|资助|提供|投入|以)"
)
_RELATIVE = compile_late(r"(?:所得|得到|得来|[到得来])?的")  # 将募集到|的525元善款捐给
# 将他们|救助|水灾灾民的300万元善款交由县红十字会转交: 将 marks the money that the verb describes
_DESCRIBES_MONEY = compile_late(
    r"[^,。;]{1,20}的[^,。;]{2,24}?(?:交[由给到付至予]?|送[到给至]|汇[入给至往]|转[交赠给入]|捐[给赠出]|存入|移交)"
)
# 将应急响应|提升至三级,并调拨…: an object of another verb, in a clause of its own
_OTHER_DEED = compile_late(
    r"将[^,。;将]{1,14}(?:提升|提高|上调|下调|更名|改名?|升级|调整|列|定|纳)(?:[至为到入][^,。;]{0,12})[,;]"
)

# 表示,会|拨出200万元; leaves 慈善会|拨出
_WILL = compile_late(r"(?:[,:，：]|表示|承诺|宣布|还|也|都|仍|均|一定|届时)(?:将)?会(?:再|继续|陆续)?$")
# 与县教育局约定:|自2024年起每年出资; what is done 按照约定 is no plan
_AGREES = compile_late(r"(?<!的)(?<!按照)(?<!按)(?<!依)(?<!遵)约定[:,]")
_OF_ANOTHER = compile_late(r";(?![^;]*(?:均|全部|都|以上|上述|悉数))")
_OWN_SUM = compile_late(r"(?:的|了|资金|善款|现金)*(?:约|近|超|逾)?\d")
_AIMS = compile_late(r"旨在[^,。;的“”]{0,24}$")  # 旨在为乡村学校|捐建图书室: what an act is for
_ANSWERED = compile_late(
    r"(?:响应|接到|收到|看到|听到|见到|按照|根据)[^,。;]{0,20}$"
)  # 响应县工商联|倡议,捐款5万元: who was called on has given
# 原本打算|买房的|周砚秋捐款: what somebody had in mind is told of him, and the gift is another matter
_HAD_MEANT = frozenset(["原定", "原想", "原本打算", "原计划", "曾想", "本想"])
# 呼吁大家关爱老人,|并|捐款5万元; 正在建设新厂,|日前|捐款100万元: the clause behind tells something done
_DONE_AFRESH = compile_late(
    r",[^,。;]{0,6}?(?:日前|近日|昨[天日]|今[天日]|当[天日]|前不久|不久前|此次|这次|今年|去年|前年|\d{1,4}年|\d{1,2}月|随后|后来|看到|听说|得知|同时|还|并(?!计划|希望|呼吁|鼓励|将|拟|请)|当场|现场|当即|率先|带头|自己|个人|悄悄)"
)
# 为|鼓励学生读书, 为回馈母校并|鼓励学弟学妹
_AIMS_AT = compile_late(r"为了?(?:[^,。;捐赠]{0,16}[并和])?$")
_MEANT_FOR = compile_late(r"[^,。;]{1,14}的[\d一二两三四五六七八九十百千万几数]+[^,。;]{0,3}[元块]")
_KEEPS_ON = frozenset(["正在", "持续", "每年"])
_WISHES_OF = frozenset(["希望", "要求", "请求", "如果", "要是", "若"])
_ATTRIBUTE = compile_late(r"正在[^,。;]{1,14}的")  # 正在接受治疗的|周砚秋: says what he is like


@frozen
class Cues:
    """
    What the words around a trigger set; None where nothing is said.

    `barred` is the code of why it is no gift; `future` tells of a 将 that marks an object or else a plan.
    """

    status: str | None = None
    scope: str | None = None
    barred: str | None = None
    rules: tuple[str, ...] = ()
    future: bool = False


# 向急需|防护物资的|医院捐赠: what somebody lacks who gets it is no appeal
_TAILS = {
    "急需": "(?![^,。;捐赠]{1,8}的(?!捐|赠|帮|支|援|资助|爱心))",
    "拒绝": "(?!了?(?:透露|采访|接受采访|记者|留名|留下|领|道谢|感谢))",  # 一位拒绝|透露姓名的老人
    "谢绝": "(?!了?(?:采访|记者|道谢|感谢|酬谢|报酬|回报))",
    "如果": "(?!说)",  # 如果|说善良是一种力量
    "即将": "(?![^,。;捐赠]{1,14}的[^,。;捐赠]{0,8}(?:学[子生]|新生|孩子|同学|大学生|毕业生|考生|新兵|战士|老人|产妇))",  # 向即将|踏进校门的|学子发放
    "将": "(?<!即将)",
    "全年": "(?!无休)",
    "未捐": "(?![赠款助]?过?的)",  # 向尚未捐赠|的|乡镇捐赠救护车
}


@cache
def _rows() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = {row["word"]: (row["sets"], row["where"]) for row in read_table("cues")}
    return re.compile(join_words(rows, tails=_TAILS)), rows


def read_cues(
    text: str,
    trigger: Trigger,
    clause_start: int,
    before: Span,
    after: Span,
    sentence: Span,
    names: Sequence[Span] = (),
) -> Cues:
    """
    Read the cues of a trigger.

    Args: *clause_start* is where the clause of the trigger begins: a plan or a denial in another clause is not its
        own. *before* is the stretch from the start of the clause chain to the trigger, *after* the stretch behind
        it that belongs to it, *sentence* the whole sentence.
    Source: data/cues.tsv.
    """
    pattern, rows = _rows()
    status = scope = barred = None
    rules: list[str] = []
    future = False
    for match in pattern.finditer(text, sentence.start, sentence.end):
        word = match.group()
        sets, where = rows[word]
        place = Span(*match.span())
        if sets == "guard" or any(place in name for name in names):
            continue
        if len(word) == 1 and sets in _BARRING and text[place.start - 1 : place.start] not in _EDGES:
            # 鄢一凡, 温若谷: a single character bars only where it opens a clause
            continue
        if sets == "appeal" and _is_aim(text, sentence.start, place, trigger):
            continue
        if sets == "appeal" and _ANSWERED.search(text, sentence.start, place.start):
            continue
        near = place.start >= before.start and place.end <= trigger.span.start
        own = near and place.start >= clause_start
        behind = trigger.span.start <= place.start < after.end
        if word in _WANTS and _DONE_SO.fullmatch(text, place.end, trigger.span.start):
            continue
        aside = sets == "appeal" or word in _HAD_MEANT or word in _KEEPS_ON
        if aside and _DONE_AFRESH.search(text, place.end, trigger.span.start):
            continue
        if word in _HAD_MEANT and any(place.end < name.start < trigger.span.start for name in names):
            continue
        if word in _WISHES_OF and text.startswith("的", trigger.span.end):
            continue  # 希望大家珍惜锦澄集团捐赠|的|电脑
        if sets in _BARRING:
            if (
                (near if sets == "hypothetical" else own)
                or (where == "any" and (behind or place.overlaps(trigger.span)))
            ) and barred is None:
                barred = sets
                rules.append(f"cues/{word}")
        elif sets == "planned" and _MEANT_FOR.match(text, place.end, trigger.span.start):
            continue  # 把准备|看病的2万元|捐给灾区: what the money was meant for
        elif sets == "planned" and word == "计划" and _ENDS_NAME.search(text, before.start, place.start):
            continue  # 为春芽计划捐款: the name of a plan
        elif sets == "planned" and (
            own or (behind and where == "any") or (near and _AGREES.match(text, place.start) is not None)
        ):
            relative = _describes_object(text, trigger)
            if word == "将" and _OTHER_DEED.match(text, place.start, trigger.span.start):
                continue
            if word == "将" and relative:
                continue  # 将筹得的525元善款交给, 将师生捐助的善款送到: 将 marks what is handed over
            if word == "将" and _OBJECT_JIANG.match(text, place.start) and _is_object(text, place, trigger):
                future = own
                continue
            status = status or "planned"
            rules.append(f"cues/{word}")
        elif sets == "delivered" and place.start >= trigger.span.end and _OWN_SUM.match(text, place.end):
            continue  # 认捐总额达102万元,已到账61万元: what came of it has a sum of its own
        elif sets == "delivered" and _OF_ANOTHER.search(text, trigger.span.end, place.start):
            continue  # 甲公司认捐500万元;乙公司认捐300万元,首期100万元已到账
        elif sets == "delivered" and place.end > before.start:
            status = "completed"
            rules.append(f"cues/{word}")
        elif sets == "ongoing" and _ATTRIBUTE.match(text, place.start, trigger.span.start):
            continue  # 看望正在接受治疗的周砚秋,送去慰问金: it is he who is in treatment
        elif sets == "ongoing" and near and ";" in text[place.end : trigger.span.start]:
            continue  # 每年奖励师生60名;2008年捐款50万元: another matter
        elif sets == "ongoing" and (near or (behind and where == "any")):
            status = status or "ongoing"
            rules.append(f"cues/{word}")
        elif sets == "cumulative" and (near or (behind and where == "any")):
            scope = "cumulative"
            rules.append(f"cues/{word}")
    if barred is None and _AIMS.search(text, clause_start, trigger.span.start):
        barred = "hypothetical"
    if status is None and _WILL.search(text, before.start, trigger.span.start):
        status = "planned"
        rules.append("status/will")
    return Cues(status, scope, barred, tuple(dict.fromkeys(rules)), future)


def _is_aim(text: str, floor: int, place: Span, trigger: Trigger) -> bool:
    """Tell whether a call is what a gift is for: 为|鼓励|学生读书,捐款5万元; leaves 为鼓励会员捐款."""
    aim = _AIMS_AT.search(text, floor, place.start)
    return aim is not None and "," in text[place.end : trigger.span.start]


def _describes_object(text: str, trigger: Trigger) -> bool:
    """Tell whether the verb behind 将 says what the money handed over is: 将筹得的525元交给, 将救助灾民的善款汇入."""
    end = trigger.span.end
    return any(pattern.match(text, end) is not None for pattern in (_RELATIVE, _DESCRIBES_MONEY))


def _is_object(text: str, place: Span, trigger: Trigger) -> bool:
    """Tell whether 将 marks an object that stands between it and the trigger (将藏书3000册捐给)."""
    stretch = text[place.end : trigger.span.start]
    if len(stretch) > MAX_OBJECT and not _LONG_LIST.match(stretch):
        return False
    return bool(stretch) and not re.match(r"[\s]*(?:共同|联合|再次|陆续|无偿|持续)?$", stretch)
