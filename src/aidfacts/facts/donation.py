"""Turns a frame that tells a gift into drafts of donations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Date, Donation, Form, Party, PartyKind, Scope, Status
from aidfacts.model.frame import Draft, Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Evidence, Span
from aidfacts.model.values import evolve

PartiesOf = Callable[[Mention], tuple[Party, ...]]

# Unnamed givers that stand for whoever else gave: 爱心企业, 社会各界. 员工 beside their company gave too.
_CLASS = compile_late(r"企业|人士|各界|社会|单位|公司|机构|团体|力量|商家|组织")
_GETS_ONCE = ("获", "喜获", "得到")  # 获赠400万港元; 收到捐款8万元 may be of many
# Who gives together what each of them gives: 全院共捐款4万元; a company has money of its own
_ONE = ("一位", "一名", "一个", "一对", "一家", "某")
_PUT_TOGETHER = ("捐款", "募捐", "捐款捐物")
_OF_MANY = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GROUP)
_IN_HAND = compile_late(r"[将把用]")
_TOTAL_OF = compile_late(r"(?:共|累计|总共|一共|合计)(?:计)?$")
_WHOLE = compile_late(r"全[班校村厂县镇市院系站局队社年]")  # 全班, whose pupils give each his own
_ONE_YEAR = compile_late(r"\d[级届](?!以)|\d班")  # 1985届校友, 机械8603班
_DONE_WITH = compile_late(
    "(?:助学|办学|兴学|济困|敬老|扶贫|救灾|修路|铺路|建校|架桥|修桥|建桥|打井|修庙|修祠|植树|绿化|桥铺路|路架桥|路修桥|桥修路)+"
)
_MONEY = ("慰问金", "助学金", "救助金", "补助金", "奖学金", "救灾款", "资金", "基金")  # money by its name
_PUBLIC = (PartyKind.PLACE, PartyKind.GOVERNMENT)
_PRIVATE = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.PERSON)
_THIS_TIME = compile_late(r"[此本这]次共?$")
_ONE_ACT = compile_late(r"了?(?:一[笔份张]|首[笔批]|第.{1,3}[笔批]|这[笔份])")  # 收到|一笔捐款


def build_drafts(
    text: str,
    frame: Frame,
    told: Frame,
    parties_of: PartiesOf,
    date: Date | None,
    sentence: Span,
    block: BlockKind,
    paragraph: int,
) -> tuple[Draft, ...]:
    """
    Return the gifts of a frame that passed `check_frame`: two where cash and goods stand apart without a total.

    Args: *told* is the frame before the discourse filled it; what it lacks is marked as filled.
    """
    donors = _parties(frame.donors, parties_of)
    recipients = _parties(frame.recipients, parties_of)
    # 甲局和乙镇座谈,并向乙镇捐赠: who receives by a marker is no giver, though named beside him
    others = tuple(party for party in donors if not any(are_related(party, other) for other in recipients))
    # Whom the text before supplied as giver yields to who receives by the words of the clause.
    marked = not told.donors and "roles/visited" not in frame.rules
    donors = others or (() if marked else donors)
    recipients = _without(recipients, donors)
    channels = _without(_parties(frame.channels, parties_of), donors)
    donors = _named_first(donors)
    if not recipients and channels:
        # When only the channel is told, it is the recipient.
        recipients, channels = channels, ()
    objects = frame.objects
    benefit = objects.beneficiaries if objects else ()
    filled = {role for role in ("donors", "recipients") if not getattr(told, role) and getattr(frame, role)}
    if "distribution/each" in frame.rules and len(told.recipients) < 2:
        filled.discard("donors")  # 三人|各捐赠5万元: each of those told before has a gift of his own
    if "roles/visited" in frame.rules:
        filled.add("recipients")
    base = Donation(
        id="", donors=donors, recipients=recipients, channels=channels, status=_status(frame), scope=_scope(text, frame),
        date=date, evidence=(Evidence(sentence.cut(text), sentence),), rules=frame.rules,
        purpose=objects.purpose if objects else None, beneficiaries=benefit,
    )  # fmt: skip
    facts = [evolve(base, **parts) for parts in _split(objects)]  # type: ignore[arg-type]
    return tuple(Draft(fact, block, paragraph, frame.sentence, frozenset(filled)) for fact in facts)


def _split(objects: Objects | None) -> list[dict[str, object]]:
    """Return the money and things of each gift: one, or cash and goods apart where each has its own figure."""
    if objects is None:
        return [{}]
    if objects.amount is None and objects.cash is not None and objects.goods_value is not None:
        # 慰问金15.6万元,慰问品价值4.2万元: money by its name goes with the money
        money = tuple(i for i in objects.items if i.quantity is None and i.name.endswith(_MONEY))
        goods = tuple(i for i in objects.items if i not in money)
        return [
            {"amount": objects.cash, "items": money if goods else (), "form": Form.CASH},
            {"amount": objects.goods_value, "items": goods or objects.items, "form": Form.GOODS},
        ]
    items = objects.items
    if objects.amount is not None:
        # 捐资修路、建校,共300万元: what was done with the money is no thing
        items = tuple(item for item in items if item.quantity or not _DONE_WITH.fullmatch(item.name))
    form = Form.CASH if objects.items and not items else objects.form
    return [{"amount": objects.amount, "items": items, "form": form}]


def are_related(a: Party, b: Party) -> bool:
    """
    Tell whether two names stand for one party or for a place and its own organ.

    知木林镇 and 黑水县知木林人民政府 share the stem of the place; 黑水县 holds 黑水县乡村振兴局, but not 黑水县商会.
    """
    if a.name == b.name:
        return True
    for one, other in ((a, b), (b, a)):
        stem = one.name.rstrip("省市县区镇乡村") if one.kind is PartyKind.PLACE else one.name
        public = one.kind in _PUBLIC and other.kind not in _PRIVATE
        if len(stem) >= 2 and stem in other.name and public:
            return True
    return False


def _parties(mentions: Sequence[Mention], parties_of: PartiesOf) -> tuple[Party, ...]:
    found: list[Party] = []
    for mention in mentions:
        found.extend(p for p in parties_of(mention) if all(p.name != other.name for other in found))
    return tuple(found)


def _named_first(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """
    Leave out unnamed givers that only say what a named one is.

    校友企业、锦澄集团 has one giver, 禾川县政府和社会各界 has two.
    """
    named = [at for at, party in enumerate(parties) if party.named]
    if not named:
        return parties
    return tuple(
        party
        for at, party in enumerate(parties)
        if party.named or party.kind is not PartyKind.GROUP or not _CLASS.search(party.name) or at > named[-1]
    )


def _without(parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    names = {party.name for party in others}
    return tuple(party for party in parties if party.name not in names)


def _status(frame: Frame) -> Status:
    if frame.status is not None:
        return Status(frame.status)
    if frame.kind is FrameKind.PLEDGE:
        return Status.PLANNED
    amount = frame.objects.amount if frame.objects else None
    if amount is not None and amount.per in ("month", "year"):
        return Status.ONGOING
    return Status.COMPLETED


def _scope(text: str, frame: Frame) -> Scope:
    if frame.scope is not None:
        return Scope(frame.scope)
    before = text[max(0, frame.trigger.span.start - 4) : frame.trigger.span.start]
    if frame.trigger.word.startswith("凑") and not _TOTAL_OF.search(before):
        return Scope.SINGLE  # 工友凑了4200元: put together for one occasion
    if frame.kind is FrameKind.RAISE:
        # 将筹得的525元善款交给基金会: what was raised is handed over in one act
        handed = {"roles/handed_on", "roles/after_object"}.intersection(frame.rules)
        # 筹集8000元购买图书600册送到学校: what was raised is spent on one lot
        bought = frame.objects is not None and frame.objects.goods_value is not None
        goods = bought or (frame.objects is not None and frame.objects.amount is None)
        told_in_passing = (
            goods
            or text.startswith("的", frame.trigger.span.end)
            or _IN_HAND.search(text, frame.clause.start, frame.trigger.span.start)
        )
        whole = not (handed and told_in_passing) or _TOTAL_OF.search(before)
        return Scope.CUMULATIVE if whole else Scope.SINGLE
    # 全校师生共捐款1.4万元: the sum of many gifts
    many = all(m.kind is PartyKind.GROUP or not m.named or _WHOLE.match(m.text) for m in frame.donors)
    if frame.trigger.word in _PUT_TOGETHER and any(
        m.kind in _OF_MANY or m.text.startswith("全") for m in frame.donors
    ):
        many = True  # 城东医院共捐款4万元: what its people gave
    if not frame.donors and frame.objects and frame.objects.items and frame.trigger.word == "捐赠":
        many = False  # 现场共捐赠图书300册: one giver's things
    if len(frame.donors) == 1 and (
        _ONE_YEAR.search(frame.donors[0].text) or frame.donors[0].text.startswith(_ONE)
    ):
        many = False  # 收到1985届全体校友捐赠的5万元: they pooled it; 收到一位老人送来的5万元
    if frame.kind is FrameKind.RECEIVE and many and frame.objects and frame.objects.amount:
        # 收到全校同学捐款8万元 | 收到捐款8万元, told of nobody; 收到一笔捐款 and 喜获10万元消防器材 are one act
        # … and what people get is no collection: 3000名学生收到助学金590万元
        told = not any(rule.startswith("discourse/") for rule in frame.rules)
        people = told and any(m.kind in (PartyKind.GROUP, PartyKind.PERSON) for m in frame.recipients)
        nobody = not frame.donors and (
            frame.objects.items or people or frame.trigger.word.startswith(_GETS_ONCE)
        )
        one = nobody or _ONE_ACT.match(text, frame.trigger.span.end) or frame.trigger.word.endswith("笔")
        return Scope.SINGLE if one else Scope.CUMULATIVE
    if not (many and frame.donors) and _THIS_TIME.search(before):
        return Scope.SINGLE  # 此次共资助学生60名
    gathers = many or frame.kind in (FrameKind.RECEIVE, FrameKind.FUND) or frame.trigger.word == "资助"
    return Scope.CUMULATIVE if gathers and _TOTAL_OF.search(before) else Scope.SINGLE
