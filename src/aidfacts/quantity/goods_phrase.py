"""Takes the members of an object phrase in, or tells that the phrase ended before them."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Item
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.goods_conjunct import Conjunct
from aidfacts.quantity.goods_gathered import LISTED, PORTIONS, Gathered
from aidfacts.quantity.goods_lex import Kind
from aidfacts.quantity.goods_nouns import (
    NounKind,
    before_predicate,
    before_story,
    behind_party,
    classify_noun,
    is_portion,
    names_owner,
    names_party,
    names_place,
    shorten_noun,
    tells_act,
    tells_more,
    tells_use,
)
from aidfacts.quantity.tables import periods

AREA_UNITS = frozenset({"亩", "公顷", "平方公里", "平方米", "平米"})
_WEIGHTS = frozenset({"吨", "公斤", "千克", "斤", "公吨"})
_MEASURES = frozenset("长宽高深厚") | {"全长", "总长", "周长", "占地", "面积"}
BUILDING_UNITS = frozenset({"处", "家", "座", "所", "栋"})
_LENGTHS = ("里程", "长度", "宽度", "高度", "面积")  # 点亮里程|8公里
MAX_AFTER_COMMA = 12  # characters; behind a comma a longer noun is a clause of its own
MAX_BARE = 8  # the same without any figure
MAX_OPENING = 6  # the same where nothing was read before the comma
MAX_UNKNOWN = 14  # characters; a longer noun without a known head is a clause

_GIVES_NEXT = ("捐", "赠", "送", "各捐", "也捐", "共捐")
_VAGUE_UNITS = frozenset({None, "间", "项", "种", "类", "场", "次", "户"})
_ENDS = frozenset({Kind.FULL_STOP, Kind.COMMA, Kind.AND, Kind.ETC, Kind.REACH, Kind.PURPOSE})
# 资助一批|贫困学生, 援助一批|项目, 5个|班级: what is counted that is no thing
_NO_THING = compile_late(
    "(?:[员生徒兵童孩友工匠手]|骨干|人才|干部|群众|老人|患者|项目|工程|活动|课题|政策|措施|力量|班级|社区|小区|[村区站组队点]|单位|部门|家庭|学校)$"
)
_TEAM = compile_late("[队组团]$")
_CARRIES = compile_late("[车船艇]$|飞机$")
_SHARE = compile_late(
    "每(?:[名位个]?(?:学生|老人|孩子|儿童|[户人家村校班])|[名位])(?=.)"
)  # 特困户120户,|每户|大米50斤
_KIND = compile_late("^[^类]{1,4}类[^别型似]")
# 药品,毛衣、围巾|各50件: what parts a row from the things before it
_WIDE = compile_late("[，,:：]|以及|还有|另有")
_PARTICLE = compile_late("[了]|(?<![上衣穿睡])着(?!装)|过(?![冬滤年氧敏])")
_BUILDS = compile_late("[建修造设]|成立|出资")
_ADVERBS = tuple("就也还都仅只才又")
_NO_NAME = "分每共约第其各"  # what a number or a part begins with, and no name of a thing
# What a thing stands behind: verbs of giving, 将, and the end of a clause that says who gave it
_LEADS = ("捐赠", "捐献", "捐出", "赠送", "赠予", "赠与", "获赠", "受赠", "将", "把", "的")
MAX_HOUSE = 4  # characters of a house without a name: 中学, 寄宿小学
_OF_EACH = compile_late("每[^,。;]{1,10}?[都均也](?:有|是|刻|配|能)")
_OWN_FUNDS = compile_late("(?:自筹|自有|配套)[^的]{0,4}$")
_NAMEABLE = frozenset({NounKind.FUND, NounKind.BUILDING})
_CASH = frozenset({NounKind.CASH, NounKind.NAMED_CASH, NounKind.FUND, NounKind.BOTH})


class Phrase(Gathered):
    """An object phrase while its members come in one by one."""

    def take(self, member: Conjunct, join: Kind, following: Kind, part: bool) -> bool:
        """Take a member in; False where it is none, so that the phrase ended before it."""
        name = member.name(self.text)
        if self.guessed and join is Kind.COMMA and all(kind is NounKind.UNKNOWN for kind in self.kinds):
            return False  # what follows a word that may be no thing is no proof of it
        if name is None:
            return self._take_figures(member, join, part)
        if member.people and not member.closed() and member.value() is None:
            if join is not Kind.COMMA:
                self.end = max(self.end, name[0])
            return False  # 30名学生出访: what stands behind the people is told of them
        name, kind = self._trim(member, name, join, following)
        noun = self.text[name[0] : name[1]]
        if kind is NounKind.UNKNOWN and _counts_houses(member.number(), noun):
            kind = NounKind.BUILDING
        if member.noun is not None and not member.closed():
            rest = self.text[name[1] : member.noun[1]].strip(" 、,，")
            member.short = bool(rest) and not is_portion(rest)
        if join is Kind.COMMA and _OF_EACH.match(self.text, name[0]):
            return False  # 希望小学44所,每个省市都有他的足迹
        if self.items and noun.startswith("每") and not self.spelt:
            self._take_share(member)
            return True
        if share := _SHARE.match(noun):
            self.share = next((p.per for p in periods()[noun[1]] if noun.startswith(p.word, 1)), None)
            name, noun = (name[0] + share.end(), name[1]), noun[share.end() :]
        if join is Kind.COMMA and self._is_clause(member, noun, following):
            return False
        closed = join is not Kind.STOP and member.closed()
        if closed and kind is not NounKind.BUILDING and names_party(noun):
            return False  # 乙公司8万元: the next gift of a series that drops its verb
        if kind in _NAMEABLE and noun.startswith(("该", "此", "这")) and member.value() is None:
            return join not in (Kind.STOP, Kind.COMMA)  # 该奖学金: told before
        if kind in _CASH:
            return self._take_cash(member, name, kind, join, part)
        if kind is NounKind.ABSTRACT:
            return self._take_abstract(member, name, join, part)
        if kind is NounKind.UNKNOWN and not self._fits(member, noun, join, following):
            if following in (Kind.AND, Kind.ETC) and names_party(noun) and not member.value():
                return join is not Kind.COMMA  # 张老师、李老师等校友的书画: whose they are
            bare = member.first_sum is not None or (join is Kind.STOP and member.value() is not None)
            return bare and member.number() is None and self._take_figures(member, join, part)
        if kind is NounKind.BUILDING and self._is_place(member, noun):
            return member.value() is not None and self._take_figures(member, join, part)
        return self._take_thing(member, name, kind, join, following, part)

    def _trim(
        self, member: Conjunct, name: tuple[int, int], join: Kind, following: Kind
    ) -> tuple[tuple[int, int], NounKind]:
        """Return where a name really begins and ends, and what it names; one that a table knows stays as it is."""
        kind = classify_noun(self.text[name[0] : name[1]])
        if kind is not NounKind.UNKNOWN:
            return name, kind
        name = shorten_noun(self.text, *name)
        if join is Kind.STOP and member.number() is not None:
            name = (behind_party(self.text, *name), name[1])
        ceremony = self.text.startswith("仪式", name[1])
        verb_follows = following in (Kind.STOP, Kind.REACH) and not ceremony and not member.closed()
        name = (name[0], before_predicate(self.text, *name, verb_follows))
        if join is Kind.STOP and not self.items and not member.closed():
            name = (name[0], before_story(self.text, *name))
        return name, classify_noun(self.text[name[0] : name[1]])

    def _is_clause(self, member: Conjunct, noun: str, following: Kind) -> bool:
        """Tell whether what stands behind a comma is a clause of its own and no further member."""
        if _PARTICLE.search(noun):
            return True  # 还缝制了棉被, 看着礼物: another verb
        if following is Kind.STOP and member.pre is not None and _CARRIES.search(noun):
            return True  # 校服320套,两辆货车驶进校园: what brought them
        return len(noun) > (MAX_AFTER_COMMA if self.holds_gift() else MAX_OPENING)

    def _take_abstract(self, member: Conjunct, name: tuple[int, int], join: Kind, part: bool) -> bool:
        """Pass over a noun that is no thing, and take the sum beside it in."""
        if member.value() is not None:
            return self._take_figures(member, join, part)
        if join in (Kind.STOP, Kind.COMMA):
            return False
        self.end = max(self.end, name[1])
        return True

    def _take_thing(
        self, member: Conjunct, name: tuple[int, int], kind: NounKind, join: Kind, following: Kind, part: bool
    ) -> bool:
        """Take in a thing given, or what is said again of those before it."""
        noun = self.text[name[0] : name[1]]
        if join is Kind.COMMA and member.last_value and self._repeats(noun, kind):
            self._take_list_value(member.last_value)
            self.end = max(self.end, member.end)
            return True
        told = member.number() or member.each or member.value() or member.total
        if join is Kind.NOUN and not told and self.items and self.items[-1].name == noun:
            return True  # 图书2948本图书
        if join is Kind.COMMA and not told:
            # 全部图书已送到, 安排教师培训: a clause of its own
            verb = following in (Kind.STOP, Kind.PURPOSE, Kind.REACH)
            known = kind in (NounKind.GOODS, NounKind.CLASS) or following is Kind.ETC
            if verb or len(noun) > MAX_BARE or not known:
                return False
        if part:
            self._take_part(member, name, noun, kind)
        else:
            self._add(member, name, noun, kind)
        return True

    def _is_place(self, member: Conjunct, noun: str) -> bool:
        """Tell whether a school or hospital is where the gift goes: uncounted, and no word of building before it."""
        if member.number() or member.first_value or not names_place(noun):
            return False
        if self.kinds and self.kinds[-1] is NounKind.BUILDING:
            return False  # 援建公路、医院: one more that was built
        return not _BUILDS.search(self.text, max(0, self.start - 2), member.start)

    def _repeats(self, noun: str, kind: NounKind) -> bool:
        # 设备总值60万元 behind DR设备一套: said of what stands before
        return bool(self.items) and (
            kind is NounKind.CLASS or any(item.name.endswith(noun) for item in self.items)
        )

    def _fits(self, member: Conjunct, noun: str, join: Kind, following: Kind) -> bool:
        """Tell whether a noun without a known head can be a thing given, from what stands around it."""
        counted = member.number() or member.each
        if noun in _ADVERBS:
            return False  # 送出的|就|有24项
        if len(noun) > MAX_UNKNOWN + (6 if counted else 0) or names_party(noun) or tells_act(noun):
            return False
        if counted is not None:
            if counted.unit == "支" and _TEAM.search(noun):
                return False  # 一支|救援队: people are no goods
            if counted.unit in BUILDING_UNITS and member.pre is None:
                return False  # 山区21所: places, not buildings
            if join is Kind.COMMA and member.pre is not None and not self._goes_on(member, noun, following):
                return False  # 两辆货车驶进校园
            return (counted.unit is not None or bool(self.items)) and not (
                counted.unit == "个" and join is Kind.COMMA
            )
        if member.value() is not None:
            return member.first_value is not None
        if self.built is not None and join is Kind.AND and len(noun) <= MAX_BARE:
            return True  # 240万元修建机耕路
        ends = following is Kind.FULL_STOP and self.text.startswith(_GIVES_NEXT, member.end)
        if (following is Kind.STOP or ends) and join is not Kind.STOP:
            return False  # 四件套120套、王某捐赠的煤炭, 大米2吨、远樵科技|捐食用油: the next giver
        if self.items and (join in (Kind.AND, Kind.ETC) or following is Kind.ETC):
            return True  # 图书,笔记本,文具袋等: commas between the things of a list
        if join is Kind.STOP and _BUILDS.search(self.text, max(0, self.start - 2), self.start):
            return True  # 捐建的太阳能水站
        if join is Kind.STOP and following in _ENDS and self._is_batch(member, noun):
            return True  # 捐赠|一批胶片
        if join is Kind.STOP and not self.items and self._is_led(noun, following):
            self.guessed = True
            return True
        return following is Kind.AND and join is not Kind.COMMA

    def _is_led(self, noun: str, following: Kind) -> bool:
        """
        Tell whether a noun that no table knows stands where what is given does; whether it is a thing, who gives and gets must tell.

        捐赠了|手稿匣, 向沐白小学捐赠|砚屏, 捐赠给沐白小学的|龙舟, 将|竹简|捐给沐白小学
        """
        ends = following in (Kind.FULL_STOP, Kind.COMMA, Kind.ETC)
        if ends and self.text[self.start - 1 : self.start] == "了":
            return True
        led = self.text.endswith(_LEADS, 0, max(self.start, self.text.find(noun, self.start)))
        named = noun[0] not in _NO_NAME and len(noun) <= MAX_BARE  # 分三年|资助
        return led and named and self._may_be_thing(noun)

    def _goes_on(self, member: Conjunct, noun: str, following: Kind) -> bool:
        """Tell whether a counted noun behind a comma is one more of the things counted alike: 500只口罩,|20口铁锅."""
        last = self.items[-1] if self.items else None
        if last is None or last.quantity is None or member.pre is None or not self._may_be_thing(noun):
            return False
        alike = last.quantity.span.start < last.span.end - len(last.name)
        thing = member.pre.unit not in BUILDING_UNITS and member.pre.unit not in _VAGUE_UNITS
        return alike and thing and following in _ENDS and len(noun) <= MAX_OPENING

    def _is_batch(self, member: Conjunct, noun: str) -> bool:
        """Tell whether a portion told before a noun shows that it is a thing: 一批|胶片, not 一批|技术骨干."""
        name = member.name(self.text)
        led = name is not None and self.text.endswith(PORTIONS, member.start, name[0])
        return led and len(noun) <= MAX_BARE and self._may_be_thing(noun)

    def _may_be_thing(self, noun: str) -> bool:
        """Tell whether nothing in a noun that no table knows speaks of people, places or acts."""
        return not (names_owner(noun) or tells_more(noun) or _NO_THING.search(noun))

    def _take_figures(self, member: Conjunct, join: Kind, part: bool) -> bool:
        """Take in figures that stand without a noun: a bare sum, or what is said of the whole list."""
        if not (member.pre or member.each or member.total or member.value()):
            return join is not Kind.COMMA
        value = member.first_value or member.last_value
        bare = member.first_sum or member.last_sum
        self._take_total(member.total)
        if isinstance(member.total, Quantity):
            self._take_count(member.total)
        if value is not None:
            self._take_list_value(value)
        if bare is not None and self.sums and _is_said_again(bare, self.sums[-1]):
            self.ignore(bare, "gloss")  # 10万美元,约合人民币70万元
        elif bare is not None and part:
            self.ignore(bare, "part")  # 其中5万元用于: split by use alone
        elif bare is not None:
            self.sums.append(bare)
        if self.awaiting is not None and (bare or value or member.total) and self.awaiting not in self.named:
            self.named.append(self.awaiting)
        self.awaiting = None
        self._distribute(member.each)
        if member.pre is not None:
            last = self.items[-1].quantity if self.items else None
            if member.after_etc and len(self.items) > 1:
                self.ignore(member.pre, "class")  # 图书、玩具等2000件: of all of them
            elif self.items and join is not Kind.COMMA and (last is None or last.unit == "种"):
                self.items[-1] = evolve(self.items[-1], quantity=member.pre)
            else:
                self.spare = member.pre if not self.items else None
                self.ignore(member.pre, "no_noun")
        self.end = max(self.end, member.end)
        return True

    def _take_share(self, member: Conjunct) -> None:
        """Pass over what each taker gets of the thing told before: 捐赠试剂,每个国家|2万份."""
        for figure in (member.number(), member.value()):
            if figure is not None:
                self.ignore(figure, "class")
        self.end = max(self.end, member.end)

    def _take_count(self, total: Quantity) -> None:
        """Give a sum of counted things to what it counts: the only thing, or the word that opened the list."""
        at = self.listed if self.listed is not None else 0
        if (
            self.items
            and (self.items[at].quantity is None or _sums_up(total, self.items[at].quantity))
            and (len(self.items) == 1 or self.listed is not None)
        ):
            self.items[at] = evolve(self.items[at], quantity=total)
        else:
            self.ignore(total, "class")

    def open_list(self, *, spelt: bool = False) -> None:
        """Note that the members to come are of the thing just read (蔬菜,有黄瓜、彩椒), which they are where *spelt* out in brackets."""
        if self.items and self.listed is None:
            self.listed, self.spelt = len(self.items) - 1, spelt

    def open_colon(self) -> None:
        """Note that a colon opens the things of the class just read: 教学设备|:投影仪5台、电脑20台."""
        if len(self.items) == 1 and self.items[0].quantity is None and self.items[0].name.endswith(LISTED):
            self.open_list()

    def _take_list_value(self, value: Amount) -> None:
        if self.sums and not self.items:
            self.ignore(value, "gloss")
        elif (
            self.sums
            and _reaches(value, self.sums)
            and self.text[value.span.start - 3 : value.span.start] != "其价值"
        ):
            before = self.text[max(0, value.span.start - 6) : value.span.start]
            if "总" in before or "共" in before or "合" in before:
                self._take_total(value)
            else:
                self.list_value = value
        else:
            self.list_value = value

    def _take_total(self, total: Amount | Quantity | None) -> None:
        if not isinstance(total, Amount):
            return
        if self.total is not None:
            self.ignore(total, "second")
            return
        if self.items and not self.sums:
            self.list_value = total
        self.total = total

    def _take_cash(
        self, member: Conjunct, name: tuple[int, int], kind: NounKind, join: Kind, part: bool
    ) -> bool:
        amount = member.value()
        if amount is None and isinstance(member.total, Amount):
            amount = member.total
        noun = self.text[name[0] : name[1]]
        if kind is NounKind.FUND and noun[0] == "设":
            name, noun = (name[0] + 1, name[1]), noun[1:]
        if amount is None:
            if join is Kind.COMMA:
                return False
            if kind is NounKind.FUND:
                self.named.append(Item(noun, noun, Span(*name)))
            if tells_use(noun, kind):
                self.awaiting = Item(noun, noun, Span(*name))  # 专项慰问资金,共计20万元
            self.money = self.money or kind is not NounKind.BOTH
            self.both = self.both or kind is NounKind.BOTH
            self.end = max(self.end, name[1])
            return True
        if join is Kind.COMMA and self.sums and noun.startswith("累计"):
            return False  # 累计捐款20万元: the sum of many gifts
        if _OWN_FUNDS.search(noun):
            self.ignore(amount, "other")  # 村民自筹资金5万元, 配套资金3万元: what others add
            return True
        if kind is NounKind.BOTH:
            self.both = True
            self._take_total(amount)
        else:
            if self.share and amount.per is None:
                amount = evolve(amount, per=self.share)
            (self.parts if part else self.sums).append(amount)
            parcel = noun.endswith("红包")
            if not part and (parcel or (tells_use(noun, kind) and member.first_sum is None)):
                span = Span(name[0], max(amount.span.end, name[1]))
                self.named.append(Item(noun, span.cut(self.text), span))
        self.end = max(self.end, member.end)
        return True

    def _take_part(self, member: Conjunct, name: tuple[int, int], noun: str, kind: NounKind) -> None:
        number, value = member.number(), member.value()
        if value is not None:
            self.part_values.append(value)
        spelt = bool(self.kinds) and self.kinds[0] is NounKind.CLASS  # 物资46吨,其中大白菜30吨
        if self.items and not spelt and (kind is NounKind.UNKNOWN or noun.endswith(self.items[0].name)):
            if number is not None:
                self.ignore(number, "part")  # 其中儿童口罩600只: a detail of what was told before
            self.end = max(self.end, member.end)
            return
        self._add(member, name, noun, kind)

    def _add(self, member: Conjunct, name: tuple[int, int], noun: str, kind: NounKind) -> None:
        quantity, value = member.number(), member.value()
        if isinstance(member.total, Quantity) and _sums_up(member.total, quantity):
            quantity = member.total
        if kind is NounKind.BUILDING and value is not None and value is member.first_sum:
            # 200万元建音乐教室: money for a building, not the worth of one
            self.sums.append(value)
            self.built = len(self.items) if self.built is None else self.built
            value = None
            if noun[0] in "建修" and len(noun) > 3:
                name, noun = (name[0] + 1, name[1]), noun[1:]
        if quantity is None and isinstance(member.total, Quantity):
            # 棉服、护膝共320件: the sum of the list, unless there is no list, or the thing stands behind: 物资,共|4000只|口罩
            ahead = member.total.span.end <= name[0]
            if ahead or member.after_etc or not self.items or self.items[-1].quantity is not None:
                quantity = member.total
            else:
                self.ignore(member.total, "class")
        if (
            quantity is not None
            and self.spare is not None
            and not self.items
            and _weighs(quantity, self.spare)
        ):
            quantity = self.spare  # 4200箱、26吨物资: counted first, and weighed
        if (noun in _MEASURES or noun.endswith(_LENGTHS)) and quantity is not None:
            self.ignore(quantity, "area")  # 捐资修建,长32米
            self.end = max(self.end, member.end)
            return
        if quantity is not None and quantity.unit in AREA_UNITS and kind is NounKind.BUILDING:
            self.ignore(quantity, "area")
            quantity = None
        self.end = max(self.end, name[1] if member.short and not member.closed() else member.end)
        self._distribute(member.each)
        if (
            member.after_etc
            and self.items
            and (quantity is None or (kind is NounKind.CLASS and len(noun) == 2))
        ):
            # 棉被、大米等物资: the class adds no thing of its own, but proves 营养膳食指南|等书籍 to be one
            self.classed = kind in (NounKind.GOODS, NounKind.CLASS)
            if value is not None:
                self.list_value = self.list_value or value
            self._take_total(member.total)
            if quantity is not None:
                self.ignore(quantity, "class")
            return
        if _KIND.search(noun) and all(k is NounKind.UNKNOWN for k in self.kinds) and not self._counted():
            self.items, self.kinds = [], []  # 文学、历史、军事类|图书
        if value is not None:
            self.values.append((len(self.items), value))
        start, end = name
        if quantity is not None:
            start, end = min(start, quantity.span.start), max(end, quantity.span.end)
        self.items.append(Item(noun, self.text[start:end], Span(start, end), quantity or member.each))
        self.kinds.append(kind)
        self._take_total(member.total)

    def _counted(self) -> bool:
        return any(item.quantity is not None for item in self.items) or bool(self.values)

    def _distribute(self, each: Quantity | None) -> None:
        """Give the number that each of a row has to the things of the row: not to 药品 in 药品、毛毯10条、棉衣、围巾|各50件."""
        if each is None:
            return
        last, spread = each.span.start, True  # spread: no mark of the row itself was passed yet
        for at in range(len(self.items) - 1, -1, -1):
            item = self.items[at]
            wide = _WIDE.search(self.text, item.span.end, last) is not None
            if item.quantity is not None or self._is_portioned(item.span) or (wide and not spread):
                return
            self.items[at] = evolve(item, quantity=each)
            spread, last = wide, item.span.start


def _counts_houses(count: Quantity | None, noun: str) -> bool:
    """Tell whether so many houses without a name are told: 中学|166所; the name of a school may end so as well."""
    return count is not None and count.unit in BUILDING_UNITS and names_place(noun) and len(noun) <= MAX_HOUSE


def _weighs(quantity: Quantity, counted: Quantity) -> bool:
    """Tell whether *quantity* is the weight of what was *counted* in pieces."""
    return quantity.unit in _WEIGHTS and counted.unit not in _WEIGHTS and counted.unit is not None


def _sums_up(total: Quantity, each: Quantity | None) -> bool:
    """Tell whether a total is of things of which one each was told: 每人|一套|校服,共|300套."""
    return each is not None and each.value == 1 and each.unit == total.unit and total.value != 1


def _is_said_again(amount: Amount, before: Amount) -> bool:
    """Tell whether *amount* says in another currency what *before* did."""
    return amount.currency != before.currency and amount.text.startswith(("约合", "折合", "合"))


def _reaches(value: Amount, sums: list[Amount]) -> bool:
    return value.value is not None and all(one.value is None or one.value < value.value for one in sums)
