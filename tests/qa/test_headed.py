"""What is named by its kind."""

import pytest

from index.terms import Analyser
from qa.headed import headed

ANALYSER = Analyser()


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("确立了什么样的原则?", "新法确立了最有利于儿童的原则,构建了体系。", ["最有利于儿童的原则"]),
        ("What guiding principle does it have?", "确立了最有利于儿童的原则。", ["最有利于儿童的原则"]),
        ("会议用什么方式开的?", "会议以视频会议形式召开。", ["视频会议形式"]),
        ("要建一支怎样的专家队伍?", "组建未成年人保护专家队伍,开展培训。", ["未成年人保护专家队伍"]),
        ("What operation is it?", "组织开展“团圆”行动。", ["“团圆”行动"]),
        ("Under what project name is it?", "实施“家家幸福安康工程”,全区揭晓。", ["家家幸福安康工程"]),
        ("What pilot is it?", "开展儿童家庭支持推广项目试点。", ["儿童家庭支持推广项目试点"]),
        ("Which right does it guard?", "全方位保障未成年人受教育权。", ["未成年人受教育权"]),
        ("What kind of education is it?", "紧盯心理健康教育,由省教育厅负责。", ["心理健康教育"]),
        ("建立了什么制度?", "建立制度,完善机制。", []),  # nothing is named
        ("遵循什么原则?", "遵循合法、自愿、非营利的原则。", []),  # an enumeration, not its last item
        ("举行了什么活动?", "举行“安全生产月”宣传活动。", ["“安全生产月”宣传活动"]),
        ("实行什么制度?", "仲裁实行一裁终局的制度。", ["一裁终局的制度"]),
        ("建立什么机制?", "建立部门协作、社会参与的工作机制。", []),
        ("What development goals are set?", "推动经济健康发展。", []),
        ("形成了什么发展格局?", "推动经济健康发展。", []),
        ("什么活动?", "今天开会。要求认真。安全月”宣传活动启动。", []),
        ("会议什么时候开?", "会议以视频会议形式召开。", []),
        ("What is the principle?", "确立了最有利的原则。", []),
    ],
)  # fmt: skip
def test_what_is_named(question: str, text: str, named: list[str]) -> None:
    assert [text[low:high] for low, high in headed(question, text, ANALYSER)] == named
