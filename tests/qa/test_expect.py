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
        ("偷窃判几年?", "number", "年"),
        ("会议是几月几日开的?", "date", "月"),
        ("这篇报道的来源是什么?", "publisher", ""),
        ("Which newspaper reported it?", "publisher", ""),
        ("福彩公益金的来源是什么?", None, ""),
        ("Who delivers the newspaper?", "person", ""),
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
        ("age", "12周岁以上18周岁以下", ["12周岁以上18周岁以下"]),
        ("money", "补贴3万-5万元，或3000元至5000元", ["3万-5万元", "3000元至5000元"]),
        ("money", "处二百元以上五百元以下罚款", ["二百元以上五百元以下"]),
        ("number", "处三年以上七年以下有期徒刑", ["三年以上七年以下"]),
        ("number", "五日以上十日以下拘留", ["五日以上十日以下"]),
        ("number", "身高一点五米", ["一点五米"]),
        ("percent", "缴纳3%至5%，百分之三至百分之五", ["3%至5%", "百分之三至百分之五"]),
        ("percent", "down 34 percent; 下降3.5个百分点", ["34 percent", "3.5个百分点"]),
        ("number", "2.5 million visitors", ["2.5 million"]),
        ("money", "1.2 billion yuan, RMB 3 million", ["1.2 billion yuan", "RMB 3 million"]),
        ("date", "on June 15th, 2021", ["June 15th, 2021"]),
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
