"""The HTML of a letter: tables and inline styles, for mail programs know little else.

Colours are those of the pages ("Paper & Ink"), light by themselves and dark where the reader's device is.
Nothing is fetched from anywhere: no pictures, no fonts, nothing that tells who has read it.
"""

from html import escape

from adapters.mail.wording import copy_address, sent_by
from domain.shared.letter import Letter, Link, Section

_PAGE = """\
<!doctype html>
<html lang="{language}" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>
:root {{ color-scheme: light dark; supported-color-schemes: light dark; }}
@media (prefers-color-scheme: dark) {{
.page {{ background: #121214 !important; }}
.sheet {{ background: #18181b !important; border-color: #2e2e34 !important; }}
.ink {{ color: #f2f2f3 !important; }}
.soft {{ color: #c4c4ca !important; }}
.faint, .faint a {{ color: #9c9ca6 !important; }}
.card {{ background: #202024 !important; border-color: #8f9bff !important; }}
.act, .act a {{ background: #8f9bff !important; color: #11132b !important; }}
.link {{ color: #8f9bff !important; }}
}}
@media (max-width: 480px) {{
.sheet {{ padding: 24px 20px !important; }}
.page {{ padding: 16px 8px !important; }}
}}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#fbfbfa">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{preview}</div>
<main>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="page" align="center" style="padding:32px 16px;background:#fbfbfa">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="soft" style="padding:0 4px 16px;{font};font-size:14px;font-weight:600;\
color:#4a4a45">{sender}</td></tr>
<tr><td class="sheet" style="padding:32px;background:#ffffff;border:1px solid #e4e4e0;border-radius:12px">
<h1 class="ink" dir="auto" style="margin:0 0 16px;{font};font-size:22px;line-height:28px;font-weight:650;\
letter-spacing:-0.01em;color:#1b1b18;overflow-wrap:anywhere">{subject}</h1>
{content}
</td></tr>
<tr><td class="faint" style="padding:16px 4px 0;{font};font-size:13px;line-height:18px;\
color:#65655f">{closing}</td></tr>
</table>
</td></tr>
</table>
</main>
</body>
</html>
"""
_FONT = "font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"
_TEXT = f"{_FONT};font-size:16px;line-height:24px;overflow-wrap:anywhere"
_PARAGRAPH = '<p class="ink" dir="auto" style="margin:0 0 16px;{style};color:#1b1b18">{text}</p>'
_NOTE = '<p class="faint" dir="auto" style="margin:0 0 8px">{text}</p>'
_CARD = """\
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">
<tr><td class="card" dir="auto" style="padding:12px 16px;background:#f4f4f2;border-left:4px solid #4453d6;\
border-radius:6px;{style}">
{lines}
</td></tr>
</table>"""
_HEADING = (
    '<h2 class="ink" style="margin:0;{style};font-size:16px;line-height:24px;font-weight:600;color:#1b1b18">'
    "{text}</h2>"
)
_LINE = (
    '<p class="soft" dir="auto" style="margin:4px 0 0;{style};font-size:14px;line-height:20px;color:#4a4a45;'
    'font-variant-numeric:tabular-nums">{text}</p>'
)
_LINK = '<a class="link" href="{url}" style="color:#4453d6;text-decoration:underline">{words}</a>'
_ACTION = """\
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 16px">
<tr><td class="act" align="center" bgcolor="#4453d6" style="border-radius:8px;background:#4453d6">
<a href="{url}" style="display:inline-block;padding:12px 24px;{font};font-size:16px;line-height:20px;\
font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px">{words}</a></td></tr>
</table>
<p class="faint" style="margin:0 0 16px;{font};font-size:13px;line-height:18px;color:#65655f;\
overflow-wrap:anywhere">{copy}</p>"""


def html_of(letter: Letter, *, subject: str, sender: str) -> str:
    """``subject`` and ``sender`` as the headers have them.

    The first paragraph says what it is about, and is what lists of letters show; the action stands behind the
    sections; all paragraphs but the first of a letter that is kept are notes in its margin.
    """
    first, *rest = letter.paragraphs or ("",)
    notes = rest if letter.lasting else []
    parts = [
        _paragraph(first),
        *map(_card, letter.sections),
        *([_action(letter.link, letter.language)] if letter.link else []),
        *([] if letter.lasting else map(_paragraph, rest)),
    ]
    return _PAGE.format(
        language=escape(letter.language),
        subject=escape(subject),
        preview=escape(" ".join(first.split())[:200]),
        sender=escape(sender),
        font=_FONT,
        content="\n".join(parts),
        closing="\n".join(map(_note, notes)) or _note(sent_by(letter.language, sender)),
    )


def _paragraph(text: str) -> str:
    return _PARAGRAPH.format(style=_TEXT, text=_broken(text))


def _note(text: str) -> str:
    return _NOTE.format(text=_broken(text))


def _card(section: Section) -> str:
    link = section.link
    heading = escape(section.heading)
    words = _LINK.format(url=escape(link.url), words=heading) if link else heading
    lines = [_HEADING.format(style=_FONT, text=words), *map(_line, section.lines)]
    return _CARD.format(style=_TEXT, lines="\n".join(lines))


def _line(text: str) -> str:
    is_address = text.startswith(("https://", "http://")) and not any(map(str.isspace, text))
    shown = _LINK.format(url=escape(text), words=escape(text)) if is_address else _broken(text)
    return _LINE.format(style=_FONT, text=shown)


def _action(link: Link, language: str) -> str:
    copy = escape(copy_address(language, link.url))
    return _ACTION.format(url=escape(link.url), words=escape(link.words), copy=copy, font=_FONT)


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
