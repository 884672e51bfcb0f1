"""What can be said of a file that is put in, and the limits it is held to."""

from __future__ import annotations

from waymark.manual.findings import Severity, messages

MEGA = 1_000_000
#: The largest file that is taken, in bytes.
LARGEST = 20 * MEGA
#: The most a Word file may unpack to: all its parts, one part of XML, and how many parts.
UNPACKED = 200 * MEGA
UNPACKED_XML = 40 * MEGA
MOST_PARTS = 5_000
#: How many times its packed size a part larger than a megabyte may have. Word's own XML packs about 30 to 1.
RATIO = 200
#: The most letters kept of a file's words.
MOST_LETTERS = 2_000_000
#: Fewer words than this a page, and the file is taken for pictures of words.
FEWEST_WORDS = 3

messages(
    Severity.REFUSE,
    {
        "file-type": (
            "“{name}” is {what}, not a PDF or a Word file (.docx).",
            "Save it as a PDF, or as “Word document (.docx)”, and put that in.",
        ),
        "file-ending": (
            "The name “{name}” does not end in .{kind}, which is what the file is.",
            "Give the file a name that ends in .{kind}.",
        ),
        "file-empty": ("“{name}” is empty.", "Save it again, and see that it opens before you put it in."),
        "file-too-large": (
            "“{name}” has {size} MB, and at most {most} MB are taken.",
            "Make the pictures in it smaller, or split it into parts that can be read alone.",
        ),
        "file-damaged": (
            "“{name}” cannot be opened: {problem}.",
            "Open it in the program it was made with, save it again, and put in the new file.",
        ),
        "file-encrypted": (
            "“{name}” is locked with a password, or against copying or reading aloud.",
            "Save it without protection; anyone may read local guidance, and some by screen reader.",
        ),
        "file-acts": (
            "“{name}” does more than hold words: it has {what}.",
            "Print it to a new PDF, or save it as a PDF from the program it was written in.",
        ),
        "file-active": (
            "“{name}” does more than hold words: it has {what}.",
            "Take that out in Word, or copy the words into a new document, and save it as .docx.",
        ),
        "file-bomb": (
            "“{name}” unpacks to far more than a document needs: {what}.",
            "Copy the words into a new Word document and save that.",
        ),
        "file-parts": (
            "The parts inside “{name}” are named as no Word program names them: {what}.",
            "Open it in Word, save it under a new name, and put that in.",
        ),
        "file-xml": (
            "“{name}” declares a document type or entities inside, which no Word program writes.",
            "Open it in Word, save it under a new name, and put that in.",
        ),
        "file-too-hard": (
            "“{name}” could not be read within the time and memory that a file may take.",
            "Save it as a simpler PDF, or write the guidance as a page.",
        ),
    },
)
messages(
    Severity.WARN,
    {
        "file-no-words": (
            "“{name}” has no words that can be read or found; it may be a scan.",
            "Put in the file that was scanned, not a picture of it.",
        ),
        "file-words-some": (
            "Not all words of “{name}” could be read in the time there is, so search will miss some.",
            "Save it as a simpler PDF, or write the guidance as a page.",
        ),
        "file-no-title": (
            "“{name}” does not say its own title.",
            "Write it in the file's properties; readers hear it first, and see it on the tab.",
        ),
        "file-no-language": (
            "“{name}” does not say which language it is in.",
            "Set the language (English, United Kingdom) in the file, so that it is read aloud rightly.",
        ),
        "file-not-tagged": (
            "“{name}” has no tags, so a screen reader cannot tell headings, lists and tables.",
            "Save it as an accessible PDF: in Word, Save As, PDF, Options, “Document structure tags”.",
        ),
        "file-comments": (
            "“{name}” holds comments or tracked changes that every reader could see.",
            "Accept or reject the changes and delete the comments, unless they are meant to be read.",
        ),
        "file-better-as-page": (
            "An HTML page or an accessible PDF is better than {what}.",
            "Write the guidance as a page, and keep the file beside it only if people need to print it.",
        ),
    },
)


class Trouble(Exception):
    """Why a file is refused: the rule and its words. Caught where the file is looked at."""

    def __init__(self, rule: str, **words: str) -> None:
        super().__init__(rule)
        self.rule, self.words = rule, words
