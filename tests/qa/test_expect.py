import pytest

from index.terms import Analyser
from qa.expect import candidates, expectation


@pytest.mark.parametrize(
    ("question", "kind", "unit"),
    [
        ("内蒙古有多少个少年法庭?", "count", "个"),
        ("内蒙古现在少年法庭有几个啊", "count", "个"),
        ("How many juvenile courts are there?", "count", ""),
        ("家长学校开办率是多少?", "percent", ""),
        ("What percentage of parent schools are open?", "percent", ""),
        ("2021年资助金额是多少元?", "money", "元"),
        ("How many children get an allowance?", "count", ""),
        ("Which youth schemes are piloted?", "list", ""),
        ("Which film has won?", None, ""),
        ("How much money was allocated?", "money", ""),
        ("领导小组是什么时候成立的?", "date", ""),
        ("When was the group set up?", "date", ""),
        ("谁发布了介绍?", "person", ""),
        ("Who presented it?", "person", ""),
        ("出台了哪部条例?", "title", ""),
        ("在哪里召开?", "place", ""),
        ("有哪些城市?", "list", ""),
        ("顧雪飛今年多大年紀?", "age", ""),
        ("副省長是誰?", "person", ""),
        ("会议强调什么?", None, ""),
        ("专项补助支持了几个旗县?", "count", "个"),
        ("博物馆免费开放数?", "number", ""),
        ("What three tasks are to be done?", "list", ""),
    ],
)
def test_what_a_question_asks_for(question: str, kind: str | None, unit: str) -> None:
    found = expectation(question)
    assert (found.kind, found.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("number", "成立少年法庭34个,保障", ["34个"]),
        ("number", "达到174万人,引导", ["174万人"]),
        ("number", "关闭注销网站400余家", ["400余家"]),
        ("number", "临时救助未成年人94人次。", ["94人次"]),
        ("money", "分别达到每人每月2004元、1712元", ["2004元", "1712元"]),
        ("money", "资助金额25.68亿元", ["25.68亿元"]),
        ("percent", "开办率达到91.9%,", ["91.9%"]),
        ("date", "于2021年5月25日成立", ["2021年5月25日"]),
        ("date", "6月15日上午", ["6月15日"]),
        ("title", "出台《内蒙古自治区家庭教育促进条例》", ["《内蒙古自治区家庭教育促进条例》"]),
        ("person", "民政厅副厅长高建华发布介绍", ["高建华"]),
        ("person", "着力建立健全机制", []),
        ("age", "年满18周岁", ["18周岁"]),
        ("age", "0—6岁婴幼儿", ["0—6岁"]),
        ("number", "30万以上人口的旗县", ["30万以上"]),
        ("number", "盟市,103个旗县", ["103个"]),
        ("number", "收藏品超过70,000件", ["70,000件"]),
        ("number", "来自东亚的超过70,000 的", ["70,000"]),
        ("number", "最终比分是20–18 ", ["20–18"]),
        ("number", "已确认100-150 种", ["100-150"]),
        ("number", "三分之二的人口", ["三分之二"]),
        ("date", "2008 年 2 月 28 日签署", ["2008 年 2 月 28 日"]),
        ("date", "在 1991 年 4 月恢复", ["1991 年 4 月"]),
        ("date", "20世纪80年代末开始", ["20世纪80年代末"]),
        ("date", "18世纪中叶", ["18世纪中叶"]),
        ("date", "1500年至1850年", ["1500年至1850年"]),
        ("date", "2019-2021年", ["2019-2021年"]),
        ("date", "6月15日至20日", ["6月15日至20日"]),
        ("date", "截至2021年底,2022年上半年", ["2021年底", "2022年上半年"]),
        ("date", "到2021年第三季度", ["2021年第三季度"]),
        (
            "date",
            "2021年初召开,2021年初中招生,2021年春节,2021年夏季",
            ["2021年初", "2021年", "2021年", "2021年夏季"],
        ),
        ("date", "1087个", []),
        ("count", "每月2004元、1712元,纳入75861人", ["75861人"]),
        (None, "34个", []),
    ],
)
def test_words_of_a_kind(kind: str | None, text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in candidates(kind, text, Analyser())] == words
