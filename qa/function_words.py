"""Words that ask, or join others, and are not what a question is about."""

from __future__ import annotations

_ASKS_ZH = """
的 了 是 在 有 和 与 及 或 吗 呢 吧 啊 哪 哪个 哪些 哪里 哪儿 哪一 什么 甚么 怎么 怎样 怎么样 如何
多少 几 几个 几多 谁 何 何时 为何 为什么 是否 请问 请 问 一下 这 那 这个 那个 这些 那些 它 他 她 我
你 您 我们 他们 个 位 名 被 把 由 从 到 对 对于 关于 就 都 也 还 又 而 其 之 以 于 上 中 下 里 内 外
时 时候 多 能 会 可以 要 分别 一共 共有 共 总共 总计 现在 目前 多大 多高 多长 多久 有没有 没有 叫
叫做 名字 哪年 哪天 哪位 哪种 哪家 不 很 用 为 是什么 有何 有几个
最新 最近 近期 一次
"""
# Asked for rather than about:
_ASKED_FOR_ZH = """
方式 方面 数量 情况 内容 地方 名称 原因 时间 日期 人数 金额 钱
"""
_ASKS_EN = """
a an the of in on at by to for from with and or as is are was were be been being do does did done
has have had how many much what which who whom whose when where why it its this that these those
there their they them he she his her i you per we us our your can could will would shall should may
might must about into than then so such if not no any some all each other another more most also
please tell me give got name list s t up out one two three four five six seven eight nine ten get want
see far according made make take taken
newest latest recent recently
"""
CHINESE = frozenset((_ASKS_ZH + _ASKED_FOR_ZH).split())
ENGLISH = frozenset(_ASKS_EN.split())
