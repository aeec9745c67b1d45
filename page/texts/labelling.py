"""What readers can say of an answer."""

TEXTS = {
    "label_asked": ("答得对吗？", "Is this right?"),
    "label_right": ("对", "Right"),
    "label_wrong": ("不对", "Wrong"),
    "label_nothing": ("文件里其实没有", "Not in the documents"),
    "label_really_nothing": ("对，确实没有", "Right, they do not say"),
    "label_missed": ("不对，文件里有", "Wrong, they do say"),
    "label_passage": ("该引这一段", "This is the right passage"),
    "undo": ("撤销", "Undo"),
    "label_kept": ("已记下。", "Noted."),
    "label_undone": ("已撤销。", "Undone."),
    "label_lost": (
        "这条回答已不在当前对话里，没有记下；请重新提问。",
        "This answer is no longer part of the conversation, and nothing was noted; please ask again.",
    ),
    "label_failed": ("没能记下：", "This could not be noted:"),
}
