"""Why a file is not read, and what to do about it: by a code that stays, with what fills its text in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXTS: Mapping[str, tuple[str, str]] = {
    "no_folder": (
        "没有这个文件夹；请给出放文件的文件夹",
        "no such folder; give the folder that holds the documents",
    ),
    "not_folder": (
        "不是文件夹；请给出放文件的文件夹",
        "not a folder; give the folder that holds the documents",
    ),
    "nothing": ("没有可以索引的文件；请把文件放进文件夹", "no documents to index; put files into the folder"),
    "none_read": ("没有一份文件读得出来：{reasons}", "no document could be read; {reasons}"),
    "folder_closed": (
        "文件夹打不开（{error}）；请检查权限",
        "folder cannot be listed ({error}); check its permissions",
    ),
    "link": (
        "是个链接，指向文件夹外面，或者什么也没有；请把文件本身放到这里",
        "a link that leads nowhere or out of the folder; put the file itself here",
    ),
    "device": (
        "不是普通文件（套接字、管道或设备）；请移走",
        "not a regular file (a socket, pipe or device); remove it",
    ),
    "not_file": ("不是普通文件；请把文件本身放到这里", "not a regular file; put the file itself here"),
    "unreadable": ("读不了（{error}）；请检查", "cannot be read ({error}); check it"),
    "no_ending": (
        "文件名没有扩展名，不支持；请另存为 .docx、.pdf 或 .txt",
        "a file without an ending is not supported; save it as .docx, .pdf or .txt",
    ),
    "unsupported": (
        "不支持 {ending}；请另存为 .docx、.pdf 或 .txt",
        "{ending} is not supported; save it as .docx, .pdf or .txt",
    ),
    "empty": ("是空的；请写入文字，或者移走", "empty; put text into it or remove it"),
    "no_text": ("里面没有文字；请写入文字，或者移走", "no text in it; put text into it or remove it"),
    "not_quotable": (
        "里面没有可以引用的文字；请写入文字，或者移走",
        "nothing in it that could be quoted; put text into it or remove it",
    ),
    "died": (
        "读的时候出了大错；请打开它，另存为 .docx 或 .txt",
        "reading it failed badly; open it and save it again, as .docx or .txt",
    ),
    "late": (
        "{seconds} 秒还没有读完；请打开它重新保存，或者分成几份",
        "not read after {seconds} s; open it and save it again, or in parts",
    ),
    "large": ("太大，读不了；请分成几份", "too large to be read; split it into parts"),
    "failed": (
        "读不了（{error}）；请打开它，重新保存",
        "cannot be read ({error}); open it and save it again",
    ),
    "locked": ("有密码；请去掉密码再保存", "protected with a password; save it without one"),
    "encoding_damaged": (
        "{encoding} 编码坏了（位置 {at} 的字节是 {byte}）；请用 UTF-8 重新保存",
        "damaged {encoding} (byte {at} is {byte}); save it again as UTF-8",
    ),
    "encoding_unknown": (
        "不是 UTF-8（位置 {at} 的字节是 {byte}）、GB18030、Big5 或 UTF-16 的文字；请用 UTF-8 重新保存",
        "no text in UTF-8 (byte {at} is {byte}), nor GB18030, Big5 or UTF-16; save it again as UTF-8",
    ),
    "binary": (
        "是二进制内容（位置 {at} 是 NUL），不是文本文件",
        "binary content (a NUL at character {at}); not a text file",
    ),
    "controls": (
        "是二进制内容（有 {count} 个控制字符），不是文本文件",
        "binary content ({count} control characters); not a text file",
    ),
    "zip_damaged": (
        "不是 ZIP 压缩包，或者坏了（{error}）；请重新打包",
        "not a ZIP archive, or a damaged one ({error}); pack it again",
    ),
    "zip_many": (
        "里面有 {count:,} 个文件；请解压，把文件夹放进来",
        "holds {count:,} files; unpack it, and index the folder",
    ),
    "packed_damaged": (
        "在压缩包里坏了（{error}）；请重新打包",
        "damaged in its archive ({error}); pack it again",
    ),
    "packed_locked": ("有密码；请解压", "protected with a password; unpack it"),
    "packed_archive": ("是压缩包里的压缩包；请解压", "an archive in an archive; unpack it"),
    "packed_large": ("在压缩包里太大；请解压", "too large for an archive; unpack it"),
    "packed_dense": (
        "压缩得小得可疑；信得过的话请解压",
        "suspiciously much smaller than its content; unpack it if you trust it",
    ),
    "picture_extra": (
        "是图片；请装上文字识别：pip install 'yinju[ocr]'",
        "is a picture; install what reads it: pip install 'yinju[ocr]'",
    ),
    "picture_damaged": (
        "不是图片，或者坏了；请另存为 .png",
        "not a picture, or a damaged one; save it again as .png",
    ),
    "picture_empty": (
        "图片里没有找到文字；请移走，或者扫描得大一些",
        "no text found in the picture; remove it, or scan it again larger",
    ),
    "scan_extra": (
        "是扫描件；请装上文字识别：pip install 'yinju[ocr]'",
        "is a scan; install what reads it: pip install 'yinju[ocr]'",
    ),
    "scan_long": (
        "扫描页超过 {pages:,} 页；请分成几份",
        "more than {pages:,} scanned pages; split it into parts",
    ),
    "pdf_damaged": (
        "不是 PDF，或者坏了；请用 PDF 阅读器打开，打印成新的",
        "not a PDF, or a damaged one; open it in a PDF reader and print it to a new one",
    ),
    "word_damaged": (
        "不是 Word 文件，或者坏了；请用 Word 打开，重新保存",
        "not a Word document, or a damaged one; open it in Word and save it again",
    ),
    "sheets_damaged": (
        "不是工作簿，或者坏了，或者有密码；请去掉密码重新保存",
        "not a workbook, a damaged one, or one with a password; save it again without one",
    ),
    "slides_damaged": (
        "不是演示文稿，或者坏了，或者有密码；请去掉密码重新保存",
        "not a presentation, a damaged one, or one with a password; save it again without one",
    ),
    "not_table": (
        "不是表格（{error}）；请用电子表格软件重新保存",
        "not a table ({error}); save it again from a spreadsheet",
    ),
    "page_empty": (
        "网页里没有找到正文；请把要读的存成 .txt",
        "no text found on the page; save what should be read as .txt",
    ),
    "page_missing": ("里面没有网页；请把网页重新存成 .html", "no page in it; save the page again, as .html"),
    "book_locked": ("加了锁（DRM），读不了", "locked (DRM); it cannot be read"),
    "book_damaged": (
        "不是 EPUB 电子书，或者坏了；请重新取一份",
        "not an EPUB book, or a damaged one; get it again",
    ),
    "mail_empty": (
        "里面没有带文字的邮件；请把文字存成 .txt",
        "no message with text in it; save its text as .txt",
    ),
    "office_missing": (
        "读 {ending} 要有 LibreOffice；请装上，或者另存为 {target}",
        "{ending} needs LibreOffice; install it, or save the file as {target}",
    ),
    "office_failed": (
        "LibreOffice 读不了；请打开它，另存为 {target}",
        "LibreOffice cannot read it; open it and save it as {target}",
    ),
    "word_line": (
        "请写一个汉字的词，后面可以有词频和词性：少年法庭 10 n",
        "write a word of Chinese characters, and maybe a frequency and a tag: 少年法庭 10 n",
    ),
    "pair_line": (
        "请写一个词和它的译文，中间用逗号：三码,three codes",
        "write a term and its translation, with a comma between: 三码,three codes",
    ),
}
"""code: (Chinese, English)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One of `TEXTS`, as a command says it in English and the page in both languages.

    Raises KeyError for a code that there is none of, or a value that is missing.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts()

    def __str__(self) -> str:
        return self.texts()[1]

    def texts(self) -> tuple[str, str]:
        """In Chinese, and in English."""
        chinese, english = TEXTS[self.code]
        return chinese.format(**self.values), english.format(**self.values)


def unreadable(error: OSError) -> Reason:
    """Why a file cannot be opened, as the system says it."""
    return Reason("unreadable", {"error": error.strerror or str(error)})
