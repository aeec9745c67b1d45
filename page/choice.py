"""Which quotes are taken along as a file: the menu over a conversation, and the box at each quote."""

from page.texts import say


def render_menu(quotes: int) -> str:
    """The menu to take all quotes of a conversation along, or those that are chosen; nothing for none."""
    if not quotes:
        return ""
    kinds = "".join(
        f'<button type="button" data-kind="{kind}">{say(key)}</button>'
        for kind, key in ((".docx", "export_word"), (".md", "export_markdown"))
    )
    chosen = say("export_chosen").replace("#", "<b>0</b>")
    note = say("export_note")
    return (
        f'<details class="export"><summary><span class="all">{say("export_all", count=quotes)}</span>'
        f'<span class="chosen">{chosen}</span></summary><div>{kinds}<p>{note}</p></div></details>'
    )


def render_choice(turn: int, number: int) -> str:
    """The box by which a quote is chosen for that."""
    box = f'<input type="checkbox" data-turn="{turn}" data-quote="{number}">'
    return f'<label class="choose">{box}{say("choose")}</label>'
