"""The tab in which documents are asked: questions, answers, sources, the scope."""

TEXTS = {
    "new": ("新的对话", "New conversation"),
    "placeholder": ("向文件提问…", "Ask the documents…"),
    "ask": ("提问", "Ask"),
    "welcome": ("想从文件里查什么？", "What would you like to find in the documents?"),
    "promise": (
        "引据只摘录原文，并指出它在哪里；它自己不写一个字的答案。文件里没有写的，它会说没有。",
        "Yinju only quotes, and shows where each quote stands. It never writes an answer of its own; "
        "when the documents do not say, it tells you so.",
    ),
    "try": ("例如", "For example"),
    "searching": ("正在查阅文件…", "Reading the documents…"),
    "sure": ("确定", "Sure"),
    "likely": ("很可能，请核对原文", "Likely; check the source"),
    "more": ("另有 {count} 处原文", "{count} more from the documents"),
    "not_found": ("文件中没有写到。", "The documents do not say."),
    "not_found_here": ("所选范围内没有写到。", "The chosen documents do not say."),
    "everywhere": ("在全部文件里再查一次", "Ask all documents"),
    "scope": ("范围", "Scope"),
    "everything": ("全部文件", "all documents"),
    "asked_of": ("查阅范围", "Asked of"),
    "documents": ("文件", "Documents"),
    "publishers": ("来源", "Publishers"),
    "places": ("地点", "Places"),
    "since": ("起始日期", "Since"),
    "until": ("截止日期", "Until"),
    "clear": ("不限范围", "Clear"),
    "latest": ("按日期排列，最新的在前", "By date, the latest first"),
    "nearest": ("最接近的段落（没有回答这个问题）", "Nearest passages (they do not answer)"),
    "copies": ("相同的文件：", "same file: "),
    "paragraph": ("第 {number} 段", "paragraph {number}"),
    "met": ("对上的词", "Words that met"),
    "in_title": ("（标题或出处）", "(title or source)"),
    "page": ("第 {number} 页", "page {number}"),
    "recognised": ("文字识别，最低置信度 {percent}%", "by OCR, least confidence {percent}%"),
    "doubt": ("识别存疑，请核对原图", "recognised with doubt; check the picture"),
    "doubtful": ("识别存疑的数字，请核对原图：", "Digits in doubt, check the picture:"),
    "open": ("查看原文", "Open the source"),
    "copy": ("复制引文", "Copy quote"),
    "copied": ("已复制", "Copied"),
    "close": ("关闭原文", "Close the source"),
    "source": ("原文", "Source"),
    "excerpt": (
        "这里只显示引文前后的部分（全文 {length} 字）。",
        "Showing the part around the quote ({length} characters in all).",
    ),
    "whole": ("显示全文", "Show the whole document"),
    "gone": (
        "这条引文已不在当前对话里，请重新提问。",
        "This quote is no longer part of the conversation; please ask again.",
    ),
    "changed": (
        "这份文件在回答之后变了，无法核对引文，请重新提问。",
        "This document has changed since the answer, so the quote cannot be checked; please ask again.",
    ),
}

EXAMPLES = {
    "zh": ("内蒙古有多少个少年法庭？", "孤儿每月基本生活保障标准是多少？", "海南有多少个少年法庭？"),
    "en": (
        "How many juvenile courts are there in Inner Mongolia?",
        "What is the monthly basic living allowance for orphans?",
        "How many juvenile courts are there in Hainan?",
    ),
}
