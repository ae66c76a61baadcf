"""Finds the actor of a clause that no reader of names could read, so that nobody else is put in its place."""

from __future__ import annotations

import re

from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span

# What stands between who acts and the verb: 局工会又送来, 同乡总会亦捐资, 负责人也向, 全局为治病捐款
_BETWEEN = compile_late(
    r"(?:又|还|也|亦|再|则|共|已|曾|都|均|就|便|即|更|将|拟|各|一共|一人|个人|率先|带头|自发|主动|积极|宣布|表示|决定|承诺|计划"
    r"|先后|分别|踊跃|慷慨|紧急|一次性|悄悄|当即|随即|连夜|再次|继续|无偿|累计|共同|联合|专门|特意|随后|纷纷|陆续|现场|今天|昨天|连续\S{1,3}年"
    r"|一下子|全部|悉数|一并|代表|本人|个人出资|自费|自筹)+$"
)
# What opens a clause and acts not: 次日, 7月6日, 随后, 仪式上, 同时
_OPENING = compile_late(
    r"^(?:(?:次日|当天|当日|昨天|昨日|今天|今日|近日|日前|随后|同时|此外|另外|期间|目前|其中|而|但|并|且|又|还|同年|当年|今年|去年|前年|每年|连日来|上个?月|上周|本月|本周|翌日|前不久|不久前|早前|[年月][初底中]"
    r"|(?:\d{1,4}|[一二三四五六七八九十〇零]{1,4})[年月日号](?:底|初|份)?|上午|下午|晚上|晚)[,]?)+"
)
# Who acts: bodies, rows of people, persons by what they are
_ACTOR = compile_late(
    r"(?:[局会社业厂店行院校馆站所部团委办处科系班组队村镇乡县市区省州厅署庙寺庵观宫殿]|部门|本级|政府|组织|公司|集团|机构|单位|企业|商场|超市|物流|食品|科技|地产|建筑|医药|传媒"
    r"|总会|分会|协会|基金|理事|董事|股东|嘉宾|来宾|代表|人|员|者|们|友|夫妇|老人|大爷|大妈|大娘|奶奶|爷爷|先生|女士|同学|老师|师傅|儿子|女儿|家属|亲属|兄弟|姐妹|哥们儿)$"
    r"|^(?![最强巨壮重伟扩广放增加宽高])[\u4e00-\u9fff]{1,2}大$"  # 理大, 港中大
)
# 会上, 座谈后: where or when, not who; 为此, 用于: no one
_FRAME = compile_late(
    r"(?:^(?:在|于|从|自|当|经|为|以|用|因|据|随着|通过|根据|按照|得知|听说|除)|(?:上|下|中|里|内|前|后|时|间|际|期|起|来|外|余)$)"
)
# 每人送上慰问金, 每户发放大米: to whom each was given
_EACH = compile_late(r"(?:[给为向]?每[一]?[人户家位名个](?!单位|企业|公司|部门)|人均)")
_VERB = compile_late(r"(?:[了着过的]|组织|发起|带领|动员|号召|捐|赠|送|参与|参加|开展|举行|举办|启动|设立)$")
# Who tells the page: what is told of already shows who that is, if nobody else is quoted
_WE = frozenset(["我们", "咱们"])
LONGEST = 24  # characters of an actor; what is longer is a clause of its own


def find_unread(text: str, start: int, end: int) -> Span | None:
    """
    Return the stretch between the start of a clause and its first marker or verb that is an actor by its last noun.

    In 县皮影艺术社又送来皮影100套 it is 县皮影艺术社; in 座谈后又捐赠5万元 there is none.
    """
    stretch = text[start:end]
    opening = _OPENING.match(stretch)
    begin = opening.end() if opening else 0
    between = _BETWEEN.search(stretch, begin)
    stop = between.start() if between else len(stretch)
    name = stretch[begin:stop].strip(" ,、“”")
    if (
        not 2 <= len(name) <= LONGEST
        or re.search(r"[,。;:]", name)
        or _FRAME.search(name)
        or _VERB.search(name)
        or _EACH.match(name)
    ):
        return None
    if _ACTOR.search(name) is None or (name in _WE and "“" not in stretch):
        return None
    at = text.find(name, start + begin, start + stop)
    return Span(at, at + len(name))
