"""Which of the likeliest words are quoted, by the kind that is asked for."""

from __future__ import annotations

import pytest

from index.terms import Analyser
from qa.answer import Met
from qa.reader.choice import EVEN, LIKELY, NEVER, Chosen
from qa.reader.chosen import chosen
from qa.reader.spans import Span

ANALYSER = Analyser()


def choose(question: str, text: str, words: str, *said: str) -> Chosen:
    start = text.index(words)
    return chosen(
        question,
        text,
        [Span(start, start + len(words), 0.9)],
        [Met(one, one, False) for one in said],
        ANALYSER,
    )


SIX = "深化家庭、学校、社会、网络、政府、司法“六大保护”融合。"
LEADERS = "会议召开。领导小组组长、副省长戴柏华，公安厅厅长顾雪飞出席。儿童督导员、儿童主任走访排查。"


@pytest.mark.parametrize(
    ("question", "text", "likeliest", "words"),
    [
        ("少年宫叫什么名字?", "建设乡村“复兴少年宫”，服务儿童。", "复兴", ["“复兴少年宫”"]),
        ("少年宫建在哪里?", "建设乡村“复兴少年宫”，服务儿童。", "乡村", ["乡村"]),
        ("哪两位领导出席?", LEADERS, "顾雪飞", ["戴柏华", "顾雪飞"]),
        ("Which two leaders attended?", LEADERS, "副省长戴柏华", ["戴柏华", "顾雪飞"]),
        # Enumerations of as many items, unless the likeliest words are of as many.
        (
            "哪两个部门发布通知?",
            "民政部、财政部发布通知,公安、教育两个部门落实。",
            "民政部、财政部",
            ["民政部、财政部"],
        ),
        ("哪些部门参加检查?", "消防队参加检查,公安、住建等部门处理。", "消防队", ["消防队"]),
        ("有哪些部门?", "民政、教育等部门应当包括甲、乙", "民政、教育等部门应当包括甲、乙", ["甲、乙"]),
        ("谁签字?", "人事处处长、办公室主任签字。", "办公室主任", ["人事处处长、办公室主任"]),
        # Names by their kind, where the likeliest words are some of them.
        ("组建什么队伍?", "组建儿童保护专家队伍。", "儿童保护", ["儿童保护专家队伍"]),
        ("哪个团队获奖?", "清华大学代表队获奖,评审团队由专家组成。", "清华大学代表队", ["清华大学代表队"]),
        ("确立了什么原则?", "新《保护法》,确立了最有利的原则。", "《保护法》", ["最有利的原则"]),
        ("开展什么教育?", "开展安全教育、法治教育,", "安全教育、法治教育", ["安全教育、法治教育"]),
        ("什么规模的旗县?", "30万以上人口的旗县建成学校。", "30万", ["30万以上"]),
        ("除张敏外，谁获表彰?", "市长王伟、局长张敏为李强颁奖。", "李强", ["李强"]),
        ("哪两位走访?", LEADERS, "走访", ["走访"]),
        ("谁走访排查?", LEADERS, "主任", ["儿童督导员、儿童主任"]),
        ("第几次会议?", "召开第二次全体会议。", "二次", ["第二次"]),
        ("上午开还是下午开?", "6月15日上午召开。", "6月15日上午", ["上午"]),
        ("小组的全称是什么?", "国家“双减”工作小组成立。", "国家“双减”工作小组", ["国家“双减”工作小组"]),
        ("谁有权罚款?", "由公安机关依法给予警告、罚款。", "公安机关", ["公安机关"]),
        ("谁作了报告?", "副主任委员骆源作了报告。", "骆源作", ["骆源"]),
        ("告诫书里写明哪些内容?", "告诫书应当包括甲、乙等内容。", "告诫书应当包括甲、乙", ["甲、乙"]),
        ("审理要多少天?", "十八周岁以上，三日内审理。", "十八周岁以上，三日内", ["三日"]),
        ("缩短到多少米?", "距离从12米缩短到6米。", "12米缩短到6米", ["6米"]),
        ("多久查一次?", "每年定期查询。", "每年定期查询", ["每年定期"]),
        ("会议在哪个城市召开?", "会议在上海召开。", "在上海", ["上海"]),
        (
            "遵循什么原则?",
            "遵循合法、自愿、诚信、非营利的原则。",
            "合法、自愿、诚信",
            ["合法、自愿、诚信、非营利"],
        ),
        ("通知全称是什么?", "印发《关于做好工作的通知》。", "做好工作的通知", ["《关于做好工作的通知》"]),
        ("能不能开除学生?", "学校应当批评教育，不得开除。", "不得", ["不得开除"]),
        (
            "分为哪些职务?",
            "分为初级职务、中级职务和高级职务。",
            "初级职务、中级职务",
            ["初级职务、中级职务和高级职务"],
        ),
        ("会议在哪里召开?", "红军长征从于都县出发。", "于都县", ["于都县"]),
        ("计划叫什么名字?", "《关于启动“春蕾计划”的通知》印发。", "春蕾计划", ["“春蕾计划”"]),
        (
            "结论是什么?",
            "专家、学者认为应当推进改革、扩大开放。",
            "应当推进改革、扩大开放",
            ["应当推进改革、扩大开放"],
        ),
        ("会议是哪天召开的?", "会议于6月15日下午3时30分召开。", "6月15日下午3时30分", ["6月15日"]),
        ("判了几年?", "判处有期徒刑三年六个月，并处罚金。", "三年六个月", ["三年六个月"]),
        ("哪些国家参加?", "法国、德国、意大利和英国领导人参加。", "法国、德国", ["法国、德国、意大利"]),
        ("哪些单位参加?", "公安、民政、教育和有关部门参加。", "公安、民政", ["公安、民政、教育"]),
        ("What is it called?", "“甲号”和“乙号”投产。", "“甲号”和“乙号”", ["“甲号”"]),
        # What the name is asked of; what people do of whom it is asked; a list before 等.
        ("谁主持会议?", "市长唐良智主持会议，副市长、领导小组副组长吴存荣出席。", "唐良智", ["唐良智"]),
        (
            "哪3个行业?",
            "抓好环卫、供电、终端处理行业等大行业。",
            "环卫、供电、终端处理行业",
            ["环卫、供电、终端处理行业"],
        ),
        ("哪些部队?", "由内卫部队、机动部队等组成。", "内卫部队、机动部队等", ["内卫部队、机动部队"]),
        ("国务院令第多少号?", "国务院令第488号公布。", "488", ["第488号"]),
    ],
)
def test_what_is_quoted(question: str, text: str, likeliest: str, words: list[str]) -> None:
    found = choose(question, text, likeliest)
    assert [text[span.start : span.end] for span in found.spans][: len(words)] == words


def test_what_a_term_means_is_quoted() -> None:
    text = "甲是乙。本法所称暴力，是指造成伤害。"
    found = choose("什么是暴力?", text, "乙", "暴力")
    assert text[found.spans[0].start : found.spans[0].end] == "造成伤害"
    assert (found.kind, found.least) == (1.0, LIKELY)


LAW = "第九条 委员会由居民推选。\n第十条 委员会决定问题，采取少数服从多数的原则。\n第十一条 委员会办公。"


@pytest.mark.parametrize(
    ("likeliest", "said", "words"),
    [
        ("少数服从多数", (), "第十条"),
        ("第九条", ("多数", "决定"), "第十条"),
        ("居民推选", ("委员会",), "第九条"),
    ],
)
def test_which_clause_is_asked_for(likeliest: str, said: tuple[str, ...], words: str) -> None:
    first = choose("第几条规定少数服从多数?", LAW, likeliest, *said).spans[0]
    assert LAW[first.start : first.end] == words
    assert choose("第几条规定?", "没有条文。", "条文").kind == 0.0
    text = "采取少数服从多数的原则。\n第十一条 委员会办公。"
    assert choose("第几条规定少数服从多数?", text, "少数服从多数", "多数").kind == 0.0


@pytest.mark.parametrize(
    ("question", "text", "likeliest", "answers"),
    [
        ("热线是什么号码?", "开通未成年人保护热线。", "未成年人保护热线", False),
        ("热线是什么号码?", "拨打12345热线。", "12345", True),
        ("热线什么时候开通?", "2021年6月1日开通热线。", "2021年6月1日", True),
        ("罚款金额是多少?", "处违法所得一倍以上五倍以下的罚款。", "一倍以上五倍以下", True),
        ("How much annual leave is there?", "年休假5天。", "5天", True),
        ("How much is raised each time?", "每次提高0.25个百分点。", "0.25个百分点", True),
        ("How much does it cost?", "对366台烘干机进行改造。", "366", False),
        ("How much does it cost?", "改造烘干机花费366万。", "366万", True),
        ("补助标准是多少?", "体温37.3度。", "37.3", True),
        ("运到哪个国家?", "东北地区的班列。", "东北地区", False),
    ],
)
def test_what_is_of_another_kind_does_not_answer(
    question: str, text: str, likeliest: str, answers: bool
) -> None:
    assert (choose(question, text, likeliest).most > NEVER) == answers


def test_who_is_asked_for_is_no_meeting() -> None:
    assert choose("谁主持会议?", "召开工作推进会议。", "推进会议").kind == 0.0
    assert choose("谁主持会议?", "由民政厅召开会议。", "民政厅").kind == 0.5
    assert choose("谁有权罢免?", "村民会议有权罢免。", "村民会议").kind == 0.5


def test_a_point_that_is_asked_for_is_quoted() -> None:
    text = "甲项：一是学校。二是网络。乙项：一是培训；二是安全。"
    for likeliest, words in (("一是学校", "网络"), ("安全", "安全")):
        found = choose("第二项举措是什么?", text, likeliest)
        first = found.spans[0]
        assert (text[first.start : first.end], found.kind, found.least) == (words, 1.0, LIKELY)
    other = choose("第三项举措是什么?", text, "学校")
    assert (other.kind, other.least < NEVER) == (0.5, True)


@pytest.mark.parametrize(
    ("question", "said", "answers"),
    [
        ("省长是谁?", "省长", False),
        ("副省长是谁?", "副省长", True),
        ("Who is the governor?", "省长", False),
        ("Who is the vice-governor?", "省长", True),
        ("公安厅厅长是谁?", "厅长", True),
        ("Who is the public security minister?", "公安 … 厅长", True),
        ("省长外出期间谁主持工作?", "省长", True),
        ("谁是城市副中心的省长?", "省长", False),
    ],
)
def test_a_deputy_is_no_head(question: str, said: str, answers: bool) -> None:
    assert (choose(question, LEADERS, "戴柏华", said).most > NEVER) == answers


def test_a_head_is_one_beside_a_deputy_of_something_else() -> None:
    text = "委员会主任王芳、副主席李四参加。"
    assert choose("委员会主任是谁?", text, "王芳", "主任", "主席").most > NEVER


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("戴柏华是哪里人?", "副省长戴柏华出席。", "副省长"),
        ("常务副主席叫什么名字?", "由常务副主席任组长的领导小组成立。", "领导小组"),
    ],
)
def test_what_is_of_no_kind_that_is_asked_for_speaks_against(question: str, text: str, words: str) -> None:
    assert choose(question, text, words).kind == 0


def test_an_enumeration_of_as_many_items_is_likely() -> None:
    start = SIX.index("六大")
    met = [Met("protection", "保护", False)]
    found = chosen("What six kinds of protection?", SIX, [Span(start, start + 4, 0.6)], met, ANALYSER)
    assert [SIX[span.start : span.end] for span in found.spans] == ["家庭、学校、社会、网络、政府、司法"]
    assert found.least == LIKELY


def test_an_idiom_is_no_figure() -> None:
    assert choose("涉及多少家庭?", "涉及千家万户。", "千家").kind == 0


def test_what_the_name_is_asked_of_is_what_the_words_end_with() -> None:
    text = "在吉林大安的月亮泡水库，捕鱼二十万斤。"
    spans = [Span(1, 5, 0.5), Span(1, 11, 0.2), Span(6, 11, 0.1)]
    met = [Met("reservoir", "水库", False)]
    question = "At which reservoir did they fish?"
    first = chosen(question, text, spans, met, ANALYSER).spans[0]
    assert text[first.start : first.end] == "月亮泡水库"
    unlikely = [Span(1, 5, 0.5), Span(1, 11, 0.05)]
    assert chosen(question, text, unlikely, met, ANALYSER).spans[0] == unlikely[0]


def test_a_telephone_number_is_no_place() -> None:
    assert choose("地址在哪里?", "联系电话：0731—58225116。", "0731—58225116").most == NEVER


@pytest.mark.parametrize(
    ("question", "text", "doubted"),
    [
        ("会议由谁主持?", "陈敏尔出席会议并讲话。", True),
        ("会议由谁主持?", "陈敏尔主持会议。", False),
        ("Who organised the reception?", "陈敏尔出席招待会。", True),
        ("Who attended the reception?", "陈敏尔出席招待会。", False),
    ],
)
def test_who_is_doubted_where_the_text_has_not_what_they_do(question: str, text: str, doubted: bool) -> None:
    assert (choose(question, text, "陈敏尔").most == EVEN) == doubted


def test_a_meeting_is_no_place() -> None:
    text = "在迎宾馆会见出席峰会的总理"
    spans = [Span(6, 10, 0.5), Span(1, 4, 0.3)]
    assert chosen("在哪里会见?", text, spans, [], ANALYSER).spans[0] == spans[1]
