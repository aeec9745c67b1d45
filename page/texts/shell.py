"""What stands around all tabs, and what can go wrong in any of them."""

TEXTS = {
    "tab_ask": ("提问", "Ask"),
    "motto": ("逐字引用，注明出处", "Every word quoted, every quote sourced"),
    "problem": ("没能完成：", "This could not be done:"),
    "unexpected": (
        "出了意料之外的错误，详情见运行引据的终端。",
        "Something unexpected went wrong; the terminal that runs Yinju shows the details.",
    ),
    "index_missing": (
        "还没有索引。请先运行 python -m index documents/，然后再问一次。",
        "There is no index yet. Run python -m index documents/ first, then ask again.",
    ),
    "index_damaged": (
        "索引已损坏，为免引错，不再使用。请重新运行 python -m index documents/。",
        "The index is damaged and is not used, so as not to misquote. Run python -m index documents/ again.",
    ),
    "model_error": ("模型没法使用：", "The model cannot be used:"),
    "question_error": ("这个问题没法查：", "This question cannot be asked:"),
}
