import pytest

from qa.expect import expectation


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
        ("What principles must charities follow?", "list", ""),
        ("What status does it have?", None, ""),
        ("How much does it cost?", "money", ""),
        ("How much was spent on aid?", "money", ""),
        ("How much does the vessel weigh?", "number", ""),
        ("本法第几条规定了强制报告?", "article", "条"),
        ("Which article of the law says so?", "article", ""),
        ("哪条街道最先试点?", None, ""),
        ("监督电话是多少?", "phone", ""),
        ("What is the hotline number?", "phone", ""),
        ("多久查询一次?", "frequency", ""),
        ("How often are staff checked?", "frequency", ""),
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
        ("这是第几次全体会议?", "ordinal", "次"),
        ("Which law was revised?", "title", ""),
        ("What is the new regulation called?", "title", ""),
        ("What does the revised law provide?", None, ""),
        ("What is forbidden by the law?", None, ""),
        ("Who delivers the newspaper?", "person", ""),
    ],
)
def test_what_a_question_asks_for(question: str, kind: str | None, unit: str) -> None:
    found = expectation(question)
    assert (found.kind, found.unit) == (kind, unit)
