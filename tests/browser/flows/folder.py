"""The folder that the flows are walked through with: the sample, short reports that differ, and a PDF."""

from __future__ import annotations

import shutil
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.conftest import SAMPLE

FONT, SIZE = "STSong-Light", 12
LEFT, TOP, LEADING = 72, 760, 24
"""Where on a page of the PDF, in points, its first line begins, and how far apart lines are."""

NOTICE = "低保标准.pdf"
NOTICE_TITLE = "青海省民政厅关于提高城市居民最低生活保障标准的通知"
STANDARD = "自2023年7月1日起，青海省城市居民最低生活保障标准为每人每月753元。"
NOTICE_ASKED = {
    "zh-CN": "青海城市居民最低生活保障标准是多少？",
    "en-GB": "What is the minimum living allowance for urban residents in Qinghai?",
}
_PAGES = (
    (
        NOTICE_TITLE,
        "青民发〔2023〕12号",
        "各市、自治州民政局：",
        "各地应当建立健全工作台账，逐户核实家庭经济状况，及时公示，接受群众监",
        "督，确保资金安全、规范、有效使用，任何单位和个人不得截留、挤占、挪用。",
    ),
    (STANDARD, "补助资金由省级财政和市州财政按比例分担，列入年度预算。", "2023年6月20日"),
)

COURTS_TITLE = "内蒙古自治区召开未成年人保护工作新闻发布会"
"""Of the article of the sample that says how many juvenile courts there are."""
ASKED = {
    "zh-CN": "内蒙古有多少个少年法庭？",
    "en-GB": "How many juvenile courts are there in Inner Mongolia?",
}

HOMES = {
    "浙江/2023.txt": (
        "浙江省儿童之家基本实现全覆盖",
        "2023年5月30日，浙江省民政厅通报，浙江省共建成儿童之家2.3万个，基本实现村（社区）全覆盖。",
        "(据《浙江日报》)",
    ),
    "浙江/2021.txt": (
        "浙江省儿童之家建设稳步推进",
        "新华社杭州2021年6月1日电 记者从浙江省民政厅获悉，浙江省共建成儿童之家1.2万个，覆盖六成村（社区）。",
    ),
    "浙江/综述.txt": (
        "浙江省未成年人保护工作综述",
        "浙江省共建成儿童之家9800个，每个儿童之家配备一名儿童主任。",
    ),
}
"""Three reports of the same, with different figures; the last says neither when nor by whom."""
HOMES_ASKED = {
    "zh-CN": "浙江省共建成多少个儿童之家？",
    "en-GB": "How many children's homes has Zhejiang built?",
}

COURTS = {
    "海南/少年法庭.txt": (
        "海南省高级人民法院通报少年审判工作",
        "2022年5月31日，海南省高级人民法院通报，海南省共设立少年法庭35个，实现市县全覆盖。",
        "(据《海南日报》)",
    )
}


def furnish(folder: Path) -> None:
    """Writes all of them to `folder`, which is made."""
    shutil.copytree(SAMPLE, folder)
    for name, paragraphs in (HOMES | COURTS).items():
        write(folder, name, paragraphs)
    typeset(folder / NOTICE, _PAGES)


def write(folder: Path, name: str, paragraphs: tuple[str, ...]) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    return path


def typeset(path: Path, pages: tuple[tuple[str, ...], ...]) -> None:
    """A PDF of these pages, each of lines; the very first, the title, is larger."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), A4)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.setFont(FONT, SIZE + 6 * (line == pages[0][0]))
            canvas.drawString(LEFT, TOP - LEADING * number, line)
        canvas.showPage()
    canvas.save()
